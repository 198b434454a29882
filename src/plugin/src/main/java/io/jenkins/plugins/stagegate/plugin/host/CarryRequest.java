package io.jenkins.plugins.stagegate.plugin.host;

import io.jenkins.plugins.stagegate.decision.Command;
import java.time.Instant;
import java.util.Optional;

/** Carries an execution that is under way already: the engine began or retried it by itself. */
public final class CarryRequest extends Request {
    private final String execution;
    private final String origin;
    private final long since;

    /** @param origin the execution whose artifacts it goes on with; empty if there is none */
    CarryRequest(String execution, String origin, Instant since) {
        this.execution = execution;
        this.origin = origin;
        this.since = since.toEpochMilli();
    }

    @Override
    String execution() {
        return execution;
    }

    @Override
    String origin() {
        return origin;
    }

    @Override
    boolean startsAnew() {
        return false;
    }

    @Override
    Optional<Instant> since() {
        return Optional.of(Instant.ofEpochMilli(since));
    }

    @Override
    Optional<Command> command(Beginning beginning) {
        return Optional.empty();
    }
}

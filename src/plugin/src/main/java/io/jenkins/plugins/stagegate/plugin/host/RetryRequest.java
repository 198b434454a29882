package io.jenkins.plugins.stagegate.plugin.host;

import io.jenkins.plugins.stagegate.decision.Command;
import io.jenkins.plugins.stagegate.model.RetryMode;
import java.util.Optional;

/** Runs the failed or all actions of a stage again: the next attempt of an execution whose build has ended. */
public final class RetryRequest extends Request {
    private final String execution;
    private final String stage;
    private final RetryMode mode;

    /** A retry of what that execution did in that stage. */
    public RetryRequest(String execution, String stage, RetryMode mode) {
        this.execution = execution;
        this.stage = stage;
        this.mode = mode;
    }

    @Override
    String execution() {
        return execution;
    }

    @Override
    String origin() {
        return execution;
    }

    @Override
    boolean startsAnew() {
        return false;
    }

    @Override
    Optional<Command> command(Beginning beginning) {
        return Optional.of(new Command.Retry(
                execution, stage, mode, Actors.starter(beginning.release().run())));
    }
}

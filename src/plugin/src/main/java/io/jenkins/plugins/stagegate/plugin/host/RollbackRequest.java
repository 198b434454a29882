package io.jenkins.plugins.stagegate.plugin.host;

import hudson.AbortException;
import io.jenkins.plugins.stagegate.decision.Command;
import java.io.IOException;
import java.util.Optional;

/** Brings a stage back to what an earlier execution put there. */
public final class RollbackRequest extends Request {
    private final String execution;
    private final String target;
    private final String stage;

    /**
     * A rollback of a stage.
     *
     * @param execution the id for the new execution
     * @param target the execution to go back to
     */
    public RollbackRequest(String execution, String target, String stage) {
        this.execution = execution;
        this.target = target;
        this.stage = stage;
    }

    @Override
    String execution() {
        return execution;
    }

    @Override
    String origin() {
        return target;
    }

    @Override
    boolean startsAnew() {
        return false;
    }

    @Override
    Optional<Command> command(Beginning beginning) throws IOException {
        var found = beginning
                .pipeline()
                .engine()
                .execution(target)
                .orElseThrow(() -> new AbortException(Messages.RollbackRequest_unknown(target)));
        return Optional.of(new Command.Rollback(
                execution, stage, found, Actors.starter(beginning.release().run())));
    }
}

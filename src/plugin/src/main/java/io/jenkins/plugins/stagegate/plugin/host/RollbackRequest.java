package io.jenkins.plugins.stagegate.plugin.host;

import hudson.AbortException;
import io.jenkins.plugins.stagegate.decision.Command;
import java.io.IOException;

/** Brings a stage back to what an earlier execution put there. */
public final class RollbackRequest extends Request {
    private final String target;
    private final String stage;

    /** A rollback of that stage to that execution. */
    public RollbackRequest(String target, String stage) {
        this.target = target;
        this.stage = stage;
    }

    String target() {
        return target;
    }

    @Override
    boolean startsAnew() {
        return false;
    }

    @Override
    Command command(Beginning beginning) throws IOException {
        var execution = beginning
                .pipeline()
                .engine()
                .execution(target)
                .orElseThrow(() -> new AbortException(Messages.RollbackRequest_unknown(target)));
        return new Command.Rollback(
                beginning.release().execution(),
                stage,
                execution,
                Actors.starter(beginning.release().run()));
    }
}

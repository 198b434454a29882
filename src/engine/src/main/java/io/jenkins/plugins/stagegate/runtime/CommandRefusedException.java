package io.jenkins.plugins.stagegate.runtime;

import io.jenkins.plugins.stagegate.decision.Refusal;

/** A command that was not carried out. Its message is for people. */
public final class CommandRefusedException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Refusal refusal;

    /** Refuses for that reason. */
    public CommandRefusedException(Refusal refusal) {
        super(refusal.message());
        this.refusal = refusal;
    }

    /** CodePipeline's name of the error, and the message. */
    public Refusal refusal() {
        return refusal;
    }
}

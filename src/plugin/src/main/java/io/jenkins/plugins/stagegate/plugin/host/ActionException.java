package io.jenkins.plugins.stagegate.plugin.host;

import hudson.AbortException;
import io.jenkins.plugins.stagegate.decision.ActionFailure;

/** A failure of an action with its code. Its message is for people. */
public final class ActionException extends AbortException {
    private static final long serialVersionUID = 1;

    private final String code;

    /**
     * A failure.
     *
     * @param code one of {@link ActionFailure}'s
     */
    public ActionException(String code, String message) {
        super(message);
        this.code = code;
    }

    ActionFailure failure() {
        return new ActionFailure(code, getMessage());
    }
}

package io.jenkins.plugins.stagegate.source;

import io.jenkins.plugins.stagegate.decision.ActionFailure;

/** Says why a revision could not be taken. Its message is for people. */
public final class SourceException extends Exception {
    private static final long serialVersionUID = 1;

    private final String code;

    /** @param code one of those of {@link ActionFailure} */
    public SourceException(String code, String message) {
        super(message);
        this.code = code;
    }

    public SourceException(String code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** The same as the failure of an action. */
    public ActionFailure failure() {
        return new ActionFailure(code, getMessage());
    }
}

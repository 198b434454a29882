package io.jenkins.plugins.stagegate.object;

import java.io.IOException;

/** Says what a store did not do, and why. Its message is for people and holds no secret. */
public final class StoreException extends IOException {
    private static final long serialVersionUID = 1;

    private final String code;

    /** @param code one of those of {@link io.jenkins.plugins.stagegate.decision.ActionFailure} */
    public StoreException(String code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** What is said of an object that has changed since it was found. */
    public static String replaced(Object place) {
        return place + " was replaced while it was read. Retry; a bucket with versions does not have this.";
    }

    /** The code of the failure of an action that ends with it. */
    public String code() {
        return code;
    }
}

package io.jenkins.plugins.stagegate.model;

/** Says why a text is no glob pattern. Its message is the end of a sentence that begins with the pattern. */
public final class InvalidGlobException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    InvalidGlobException(String reason) {
        super(reason);
    }
}

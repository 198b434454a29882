package io.jenkins.plugins.stagegate.rehearsal;

/** What a step is about does not exist at that time. The message says so to people. */
final class NotNowException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    NotNowException(String message) {
        super(message);
    }
}

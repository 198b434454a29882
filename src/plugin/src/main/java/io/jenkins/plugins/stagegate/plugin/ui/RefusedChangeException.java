package io.jenkins.plugins.stagegate.plugin.ui;

/** A change that is not possible now. Its message is for people. */
final class RefusedChangeException extends Exception {
    private static final long serialVersionUID = 1;

    private final String type;

    RefusedChangeException(String type, String message) {
        super(message);
        this.type = type;
    }

    /** CodePipeline's name of the error. */
    String type() {
        return type;
    }
}

package io.jenkins.plugins.stagegate.buildspec;

/** A build specification that cannot be understood, or asks for what is not here; the message says where, and how to mend it. */
public final class InvalidBuildspecException extends Exception {
    private static final long serialVersionUID = 1;

    InvalidBuildspecException(String message) {
        super(message);
    }

    static InvalidBuildspecException at(int line, String message) {
        return new InvalidBuildspecException("line " + line + ": " + message);
    }
}

package io.jenkins.plugins.stagegate.local;

/** Something that its reader can mend. The message says what and how; no stack trace is shown. */
public final class UserException extends Exception {
    private static final long serialVersionUID = 1;

    private final int exitCode;

    private UserException(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** The definition or the command line is wrong; nothing was begun. */
    public static UserException usage(String message) {
        return new UserException(ExitCodes.USAGE, message);
    }

    /** It was tried, and failed. */
    public static UserException failure(String message) {
        return new UserException(ExitCodes.FAILURE, message);
    }

    /** How this program then ends. */
    public int exitCode() {
        return exitCode;
    }
}

package io.jenkins.plugins.stagegate.local;

/** How this program ends. Ctrl-C ends it with 130, after it has stopped its processes. */
public final class ExitCodes {
    public static final int SUCCESS = 0;
    /** An execution failed or was stopped, or a request was refused. */
    public static final int FAILURE = 1;
    /** The definition or the command line is wrong. */
    public static final int USAGE = 2;

    private ExitCodes() {}
}

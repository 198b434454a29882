package io.jenkins.plugins.stagegate.local;

/** The command line. */
public final class Main {
    private Main() {}

    /** Runs one verb. */
    public static void main(String[] arguments) {
        System.out.println(arguments.length);
    }
}

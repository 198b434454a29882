package io.jenkins.plugins.stagegate.local;

import io.jenkins.plugins.stagegate.local.cli.StageGate;

/** The command line. */
public final class Main {
    private Main() {}

    /** Carries out one verb, and ends with its exit code. */
    public static void main(String[] arguments) {
        System.exit(StageGate.commandLine().execute(arguments));
    }
}

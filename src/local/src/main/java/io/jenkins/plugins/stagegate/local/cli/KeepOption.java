package io.jenkins.plugins.stagegate.local.cli;

import io.jenkins.plugins.stagegate.local.UserException;
import picocli.CommandLine.Option;

/** For how many executions logs and artifacts are kept. */
final class KeepOption {
    @Option(
            names = "--keep",
            defaultValue = "100",
            description =
                    "Of how many executions logs and artifacts are kept (default: ${DEFAULT-VALUE}). What stages still need stays anyway.")
    private int executions;

    int executions() throws UserException {
        if (executions < 1) {
            throw UserException.usage("--keep takes a number of at least 1, not " + executions + ".");
        }
        return executions;
    }
}

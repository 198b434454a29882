package io.jenkins.plugins.stagegate.local.cli;

import io.jenkins.plugins.stagegate.local.UserException;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "run",
        description = "Runs an execution of a pipeline on this machine, and shows it.",
        footer = {
            "",
            "At an approval it asks you; without a terminal it shows the command that approves.",
            "If an earlier run was killed, this one goes on with its execution.",
            "It ends with 0 if the execution succeeds, 1 if not, 2 if the definition or the",
            "command line is wrong, and 130 on Ctrl-C, after it has stopped its processes.",
            "",
            "  stage-gate run",
            "  stage-gate run --log --var REGION=eu-west-1",
            "  stage-gate run deploy/Jenkinsfile --revision App=3f2a9c1 --yes"
        })
final class RunVerb implements Callable<Integer> {
    @Mixin
    private DefinitionArguments definition;

    @Mixin
    private RunOptions options;

    @Override
    public Integer call() throws UserException, IOException, InterruptedException {
        return new RunSession(definition.file(), definition.place(), options).run();
    }
}

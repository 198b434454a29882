package io.jenkins.plugins.stagegate.local.cli;

import io.jenkins.plugins.stagegate.local.UserException;
import io.jenkins.plugins.stagegate.local.demo.SampleProject;
import io.jenkins.plugins.stagegate.local.pipeline.DefinitionFile;
import io.jenkins.plugins.stagegate.local.pipeline.StateFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "demo",
        description = "Lays out a sample project as a git repository, and releases it.",
        footer = {
            "",
            "The project is yours to play with: change it, commit, and `stage-gate run` in its folder.",
            "",
            "  stage-gate demo",
            "  stage-gate demo --yes --log ~/shop"
        })
final class DemoVerb implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            paramLabel = "DIR",
            defaultValue = "shop",
            description =
                    "Where the project goes (default: ${DEFAULT-VALUE}). If it is there, it is released as it is.")
    private Path folder;

    @Mixin
    private RunOptions options;

    @Override
    public Integer call() throws UserException, IOException, InterruptedException {
        var file = new DefinitionFile(SampleProject.layOut(folder));
        System.out.println("The project is in " + folder + ", a git repository. Its pipeline: " + file.file());
        var place = new StateFolder(file.folder().resolve(StateFolder.USUAL)).of(file.pipelineName());
        return new RunSession(file, place, options).run();
    }
}

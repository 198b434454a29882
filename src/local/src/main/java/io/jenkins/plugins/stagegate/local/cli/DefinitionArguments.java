package io.jenkins.plugins.stagegate.local.cli;

import io.jenkins.plugins.stagegate.local.UserException;
import io.jenkins.plugins.stagegate.local.pipeline.DefinitionFile;
import io.jenkins.plugins.stagegate.local.pipeline.StateFolder;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which pipeline a verb is about, by its definition. */
final class DefinitionArguments {
    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            defaultValue = "Jenkinsfile",
            description = "The definition (default: ${DEFAULT-VALUE}).")
    private Path file;

    @Option(
            names = "--pipeline-name",
            paramLabel = "NAME",
            description = "What the pipeline is called (default: the name of the definition's folder).")
    private String name;

    @Mixin
    private StateOption state;

    DefinitionFile file() {
        return new DefinitionFile(file);
    }

    StateFolder.Place place() throws UserException {
        var chosen = name == null ? file().pipelineName() : name;
        if (!chosen.matches("[A-Za-z0-9.@_-]{1,100}") || chosen.matches("\\.+")) {
            throw UserException.usage("'" + chosen
                    + "' cannot be a pipeline's name: expected 1 to 100 letters, digits and any" + " of . @ - _");
        }
        return state.in(file().folder()).of(chosen);
    }
}

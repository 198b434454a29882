package io.jenkins.plugins.stagegate.local.cli;

import io.jenkins.plugins.stagegate.local.ExitCodes;
import io.jenkins.plugins.stagegate.local.UserException;
import io.jenkins.plugins.stagegate.local.pipeline.DefinitionFile;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "validate",
        description = "Checks a definition without running anything.",
        footer = {
            "",
            "It ends with 0 if the definition is fine, and with 2 if it is not. Then it shows",
            "each problem with its line, what is expected there, and how to mend it.",
            "",
            "  stage-gate validate",
            "  stage-gate validate deploy/Jenkinsfile"
        })
final class ValidateVerb implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            defaultValue = "Jenkinsfile",
            description = "The definition (default: ${DEFAULT-VALUE}).")
    private Path file;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws UserException {
        var definition = new DefinitionFile(file);
        var pipeline = definition.read();
        int actions = pipeline.stages().stream()
                .mapToInt(stage -> stage.actions().size())
                .sum();
        spec.commandLine()
                .getOut()
                .println(file + " is fine: " + counted(pipeline.stages().size(), "stage") + ", "
                        + counted(actions, "action") + ".");
        if (definition.json().isPresent()) {
            definition.json().get().performances().forEach(spec.commandLine().getOut()::println);
        }
        return ExitCodes.SUCCESS;
    }

    private static String counted(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}

package io.jenkins.plugins.stagegate.local.cli;

import io.jenkins.plugins.stagegate.dsl.Definition;
import io.jenkins.plugins.stagegate.dsl.ProblemText;
import io.jenkins.plugins.stagegate.dsl.Reading;
import io.jenkins.plugins.stagegate.local.ExitCodes;
import io.jenkins.plugins.stagegate.local.UserException;
import io.jenkins.plugins.stagegate.local.importing.DefinitionFolder;
import io.jenkins.plugins.stagegate.local.importing.Import;
import io.jenkins.plugins.stagegate.local.importing.TerraformFolder;
import io.jenkins.plugins.stagegate.local.pipeline.TextFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "import",
        description = "Turns a definition of CodePipeline's into a Jenkinsfile.",
        footer = {
            "",
            "FILE is the JSON of `aws codepipeline get-pipeline`, a CloudFormation template in JSON or",
            "YAML, or a file of Terraform's in either syntax, whose folder says the variables. It may be",
            "a folder of these, or of an app of the CDK after `cdk synth`. The Jenkinsfile goes to the",
            "standard output, and what has to be looked at by hand is said besides. It ends with 1 if",
            "the Jenkinsfile is not in order yet.",
            "",
            "  stage-gate import pipeline.json > Jenkinsfile",
            "  stage-gate import template.yaml --resource ShopPipeline > Jenkinsfile",
            "  stage-gate import main.tf > Jenkinsfile",
            "  stage-gate import infrastructure > Jenkinsfile"
        })
final class ImportVerb implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The definition, or its folder.")
    private Path given;

    @Option(
            names = "--resource",
            paramLabel = "NAME",
            defaultValue = "",
            description = "Which pipeline, if a template has several.")
    private String resource;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws UserException {
        var file = Files.isDirectory(given) ? DefinitionFolder.only(given, resource) : given;
        var text = new TextFile(file).read("There is no file " + file + ".", "definition");
        var made = Import.of(file.getFileName().toString(), text, resource, TerraformFolder.besides(file));
        spec.commandLine().getOut().print(made.jenkinsfile());
        spec.commandLine().getOut().flush();
        var say = spec.commandLine().getErr();
        made.notes().forEach(note -> say.println("- " + note));
        if (Definition.read("Jenkinsfile", made.jenkinsfile()) instanceof Reading.Refused refused) {
            say.println("The Jenkinsfile is not in order yet:");
            say.println(
                    ProblemText.render(refused.problems(), made.jenkinsfile()).stripTrailing());
            return ExitCodes.FAILURE;
        }
        return ExitCodes.SUCCESS;
    }
}

package io.jenkins.plugins.stagegate.local.pipeline;

import io.jenkins.plugins.stagegate.dsl.Definition;
import io.jenkins.plugins.stagegate.dsl.Problem;
import io.jenkins.plugins.stagegate.dsl.ProblemText;
import io.jenkins.plugins.stagegate.dsl.Reading;
import io.jenkins.plugins.stagegate.local.UserException;
import io.jenkins.plugins.stagegate.model.Pipeline;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A file that says a release pipeline. */
public record DefinitionFile(Path file) {
    /** The name of its pipeline, unless somebody gives it another. */
    public String pipelineName() {
        return JsonDefinition.is(file) ? JsonDefinition.name(file) : PipelineName.of(file);
    }

    /** The folder it is in: what {@code scm()} and relative addresses are about. */
    public Path folder() {
        return file.toAbsolutePath().normalize().getParent();
    }

    /**
     * Reads the pipeline, and checks that it can run on this machine.
     *
     * @throws UserException with all that is wrong with it, as people read it
     */
    public Pipeline read() throws UserException {
        return read(LaptopRules::problems);
    }

    /**
     * Reads the pipeline, whatever host it is meant for.
     *
     * @throws UserException with all that is wrong with it, as people read it
     */
    public Pipeline readForAnyHost() throws UserException {
        return read(any -> List.of());
    }

    /** The same file as a declaration of CodePipeline's, if it is one. */
    public Optional<JsonDefinition> json() {
        return Optional.of(new JsonDefinition(file)).filter(definition -> JsonDefinition.is(file));
    }

    private Pipeline read(Function<Reading.Read, List<Problem>> rules) throws UserException {
        if (json().isPresent()) {
            return json().get().read().pipeline();
        }
        var text = text();
        var reading = Definition.read(file.toString(), text);
        if (reading instanceof Reading.Read read) {
            var problems = rules.apply(read);
            if (problems.isEmpty()) {
                return read.pipeline();
            }
            throw refused(problems, text);
        }
        throw refused(((Reading.Refused) reading).problems(), text);
    }

    private UserException refused(List<Problem> problems, String text) {
        return UserException.usage(problems.stream()
                .map(problem -> ProblemText.render(problem, text))
                .collect(Collectors.joining("\n"))
                .stripTrailing());
    }

    private String text() throws UserException {
        return new TextFile(file)
                .read(
                        "There is no file " + file + " here. Name the file with the release pipeline, or change to"
                                + " the folder that has a Jenkinsfile. `stage-gate demo` shows one at work.",
                        "definition");
    }
}

package io.jenkins.plugins.stagegate.local.pipeline;

import io.jenkins.plugins.stagegate.dsl.Position;
import io.jenkins.plugins.stagegate.dsl.Problem;
import io.jenkins.plugins.stagegate.dsl.ProblemText;
import io.jenkins.plugins.stagegate.local.UserException;
import io.jenkins.plugins.stagegate.model.Pipeline;
import io.jenkins.plugins.stagegate.rehearsal.BadScenarioException;
import io.jenkins.plugins.stagegate.rehearsal.Scenario;
import io.jenkins.plugins.stagegate.rehearsal.ScenarioProblem;
import io.jenkins.plugins.stagegate.wording.Nearest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.stream.Collectors;

/** A file that says a scenario for rehearsals. */
public record ScenarioFile(Path file) {
    /** More possible words than that are no help. */
    private static final int MOST_WORDS = 20;

    /**
     * Reads the scenario.
     *
     * @throws UserException with all that is wrong with it, as people read it
     */
    public Scenario read(Pipeline pipeline) throws UserException {
        var text = new TextFile(file)
                .read("There is no scenario " + file + ". docs/rehearsal.md says how to write one.", "scenario");
        try {
            return Scenario.read(text, pipeline);
        } catch (BadScenarioException e) {
            throw UserException.usage(e.problems().stream()
                    .map(problem -> ProblemText.render(problem(problem), text))
                    .collect(Collectors.joining("\n"))
                    .stripTrailing());
        }
    }

    private Problem problem(ScenarioProblem problem) {
        var where = new Position(file.toString(), problem.line(), problem.column(), problem.length());
        return new Problem("scenario", where, problem.message(), expected(problem), hint(problem));
    }

    private static String expected(ScenarioProblem problem) {
        var all = new ArrayList<String>();
        if (problem.words().size() <= MOST_WORDS) {
            problem.words().forEach(word -> all.add("`" + word + "`"));
        }
        all.addAll(problem.kinds());
        return String.join(", ", all);
    }

    private String hint(ScenarioProblem problem) {
        return Nearest.suggestion(problem.said(), problem.words());
    }
}

package io.jenkins.plugins.stagegate.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagegate.dsl.Definition;
import io.jenkins.plugins.stagegate.dsl.Reading;
import io.jenkins.plugins.stagegate.model.Pipeline;
import java.util.List;

/** Rehearsals of small pipelines, for tests. */
final class Plays {
    private static final String SOURCE =
            "stage('Source') { source('App') { git url: 'https://git.example.com/app.git', branch: 'main'; output 'AppSource'; namespace 'App' } }\n";

    private Plays() {}

    /** The pipeline with these stages behind its source. */
    static Pipeline pipeline(String mode, String stages) {
        return definition("releasePipeline { executionMode " + mode + "\nstages {\n" + SOURCE + stages + "\n} }");
    }

    static Pipeline definition(String text) {
        var reading = Definition.read("Jenkinsfile", text);
        assertThat(reading).as(reading.toString()).isInstanceOf(Reading.Read.class);
        return ((Reading.Read) reading).pipeline();
    }

    static Scenario scenario(Pipeline pipeline, String... lines) {
        try {
            return Scenario.read(String.join("\n", lines), pipeline);
        } catch (BadScenarioException e) {
            throw new AssertionError(e.problems().toString(), e);
        }
    }

    static Recording play(Pipeline pipeline, String... lines) {
        return Rehearsal.of(pipeline, scenario(pipeline, lines));
    }

    /** Plays it, and fails for every expectation that is not met. */
    static Recording passes(Pipeline pipeline, String... lines) {
        var recording = play(pipeline, lines);
        assertThat(recording.misses()).as(TimelineText.of(recording)).isEmpty();
        return recording;
    }

    static List<ScenarioProblem> problems(Pipeline pipeline, String... lines) {
        try {
            Scenario.read(String.join("\n", lines), pipeline);
        } catch (BadScenarioException e) {
            return e.problems();
        }
        throw new AssertionError("The scenario is fine.");
    }
}

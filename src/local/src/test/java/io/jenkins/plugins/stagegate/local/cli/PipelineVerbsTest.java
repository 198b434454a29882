package io.jenkins.plugins.stagegate.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.stagegate.decision.Command;
import io.jenkins.plugins.stagegate.local.pipeline.DefinitionFile;
import io.jenkins.plugins.stagegate.local.pipeline.LocalPipeline;
import io.jenkins.plugins.stagegate.local.pipeline.StateFolder;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** CodePipeline's verbs while nobody runs the pipeline: they decide, and the next `run` or `serve` performs. */
public class PipelineVerbsTest {
    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path state;

    @Before
    public void definePipeline() throws Exception {
        state = temporary.getRoot().toPath().resolve("state");
        var file = temporary.newFile("Jenkinsfile").toPath();
        Files.writeString(
                file,
                """
                releasePipeline {
                    variables { string 'WHO' }
                    stages {
                        stage('Source') { source('App') { scm(); output 'S' } }
                        stage('Build') { build('Say') { commands 'echo #{variables.WHO}' } }
                    }
                }
                """);
        try (var pipeline = LocalPipeline.open(new StateFolder(state).of("shop"))) {
            pipeline.engine().submit(new Command.Define(new DefinitionFile(file).read()));
        }
    }

    @Test
    public void aTransitionIsClosedWithAReasonAndOpenedAgain() throws Exception {
        good(
                "disable-stage-transition",
                "--stage-name",
                "Build",
                "--transition-type",
                "Inbound",
                "--reason",
                "Inventory");
        var closed = good("get-pipeline-state", "--pipeline-name", "shop")
                .path("stageStates")
                .path(1)
                .path("inboundTransitionState");
        assertThat(closed.path("enabled").asBoolean(true)).isFalse();
        assertThat(closed.path("disabledReason").asText()).isEqualTo("Inventory");

        good("enable-stage-transition", "--stage-name", "Build", "--transition-type", "Inbound");
        assertThat(good("get-pipeline-state")
                        .at("/stageStates/1/inboundTransitionState/enabled")
                        .asBoolean())
                .isTrue();
    }

    @Test
    public void anExecutionIsStartedListedAndStopped() throws Exception {
        var id = good("start-pipeline-execution", "--name", "shop", "--variables", "name=WHO,value=Ann, and Bob")
                .path("pipelineExecutionId")
                .asText();
        assertThat(err.toString()).contains("Nobody runs this pipeline now");

        good("stop-pipeline-execution", "--pipeline-execution-id", id, "--abandon", "--reason", "Wrong branch");

        var listed = good("list-pipeline-executions", "--max-results", "1").path("pipelineExecutionSummaries");
        assertThat(listed.path(0).path("pipelineExecutionId").asText()).isEqualTo(id);
        assertThat(listed.path(0).path("status").asText()).isEqualTo("Stopped");
    }

    @Test
    public void theLineIsStoppedChangedAndReleased() throws Exception {
        good("stop-line", "--reason", "Inventory", "--exempt", "Build");
        good("stop-line", "--reason", "Inventory", "--until", "2099-01-01T08:00:00Z");
        var stop = good("get-pipeline-state").path("lineStops").get(0);
        assertThat(stop.path("reason").asText()).isEqualTo("Inventory");
        assertThat(stop.path("until").asText()).isEqualTo("2099-01-01T08:00:00Z");
        good("release-line");
        assertThat(good("get-pipeline-state").path("lineStops")).isEmpty();
    }

    @Test
    public void whatCannotBeOverriddenForcedOrRolledBackIsRefusedByName() throws Exception {
        var id = good("start-pipeline-execution", "--variables", "name=WHO,value=all")
                .path("pipelineExecutionId")
                .asText();
        assertThat(execute(
                        "override-stage-condition",
                        "--stage-name",
                        "Source",
                        "--pipeline-execution-id",
                        id,
                        "--condition-type",
                        "BEFORE_ENTRY"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("ConditionNotOverridableException");
        assertThat(execute(
                        "force-stage-entry",
                        "--stage-name",
                        "Build",
                        "--pipeline-execution-id",
                        id,
                        "--rationale",
                        "outage"))
                .isEqualTo(1);
        assertThat(execute("rollback-stage", "--stage-name", "Build", "--target-pipeline-execution-id", id))
                .isEqualTo(1);
        assertThat(err.toString()).contains("UnableToRollbackStageException");
    }

    @Test
    public void theSameTokenStartsNothingNew() throws Exception {
        var start = new String[] {
            "start-pipeline-execution", "--variables", "name=WHO,value=Ann", "--client-request-token", "t1"
        };

        assertThat(good(start)).isEqualTo(good(start));
    }

    @Test
    public void aRefusalEndsWithOneAndSaysWhy() {
        assertThat(execute("start-pipeline-execution")).isEqualTo(1);
        assertThat(err.toString()).contains("'WHO' has no value").contains("(ValidationException)");

        assertThat(execute(
                        "retry-stage-execution",
                        "--stage-name",
                        "Build",
                        "--pipeline-execution-id",
                        "none",
                        "--retry-mode",
                        "FAILED_ACTIONS"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("(NotLatestPipelineExecutionException)");

        assertThat(execute(
                        "disable-stage-transition",
                        "--stage-name",
                        "Gone",
                        "--transition-type",
                        "Inbound",
                        "--reason",
                        "x"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("no stage 'Gone'");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    public void aWrongCommandLineEndsWithTwo() {
        assertThat(execute("disable-stage-transition", "--stage-name", "Build")).isEqualTo(2);
        assertThat(err.toString()).contains("--transition-type").contains("--reason");

        assertThat(execute("get-pipeline-state", "--pipeline-name", "other")).isEqualTo(2);
        assertThat(err.toString()).contains("There is no pipeline 'other'").contains("shop");

        assertThat(execute(
                        "put-approval-result",
                        "--stage-name",
                        "S",
                        "--action-name",
                        "A",
                        "--token",
                        "t",
                        "--result",
                        "yes"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("Expected --result summary=");
    }

    @Test
    public void saysThatThereIsNoPipelineHere() {
        state = temporary.getRoot().toPath().resolve("nothing");

        assertThat(execute("get-pipeline-state")).isEqualTo(2);
        assertThat(err.toString())
                .contains("No pipeline was ever run or served")
                .contains("--state");
        assertThat(state).doesNotExist();
    }

    @Test
    public void everyVerbTeachesWithAnExample() {
        StageGate.commandLine().getSubcommands().forEach((name, verb) -> {
            assertThat(verb.getUsageMessage()).as(name).contains("  stage-gate " + name);
        });
    }

    private JsonNode good(String... arguments) throws Exception {
        out.getBuffer().setLength(0);
        assertThat(execute(arguments)).as(err.toString()).isZero();
        return new JsonMapper().readTree(out.toString());
    }

    private int execute(String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(1, List.of("--state", state.toString()));
        return StageGate.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
    }
}

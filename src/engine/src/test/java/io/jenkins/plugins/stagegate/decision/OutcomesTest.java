package io.jenkins.plugins.stagegate.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagegate.model.Artifact;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.Test;

/** What an execution remembers of its actions, and says when it has ended. */
public class OutcomesTest {
    private static final String BUILD =
            "stage('Build') { build('Package') { input 'AppSource'; commands 'make'; output 'AppJar'; namespace 'Package' } }";

    @Test
    public void whatActionsPutOutIsKeptByItsName() {
        var table = Table.of(BUILD);
        table.start("e1");
        var jar = new Artifact("AppJar", "sha256:1a2", 7);
        table.succeed(
                "e1",
                "Build",
                "Package",
                new ActionOutcome(List.of(jar), Map.of("VERSION", "1"), Optional.empty(), ActionProgress.NONE));

        var execution = table.execution("e1");
        assertThat(execution.artifacts())
                .containsOnlyKeys("AppSource", "AppJar")
                .containsEntry("AppJar", jar);
        assertThat(execution.outputVariables())
                .isEqualTo(Map.of("App", Map.of("CommitId", "c0ffee"), "Package", Map.of("VERSION", "1")));
        assertThat(execution.revisions()).extracting(SourceRevision::id).containsExactly("c0ffee");
        assertThat(table.state.created()).isEqualTo(table.now);
    }

    @Test
    public void aSourceThatIsTakenAgainReplacesItsRevision() {
        var table = Table.of(BUILD);
        table.give(Table.starting("e1"));
        table.fail("e1", "Source", "App");
        table.give(table.retrying("e1", "Source"));
        table.succeed("e1", "Source", "App", Table.taken("f00"));
        assertThat(table.execution("e1").revisions())
                .extracting(SourceRevision::id)
                .containsExactly("f00");
    }

    @Test
    public void aFailedExecutionNamesItsFailedActions() {
        var table = Table.of(
                """
                stage('Build') {
                    actionGroup { build('Package') { commands 'make' }; test('Lint') { commands 'make lint' } }
                }
                """);
        table.start("e1");
        table.fail("e1", "Build", "Package");
        table.fail("e1", "Build", "Lint");
        assertThat(table.execution("e1").summary()).isEqualTo("Actions Package, Lint failed in stage Build");

        table.start("e2");
        table.succeed("e2", "Build", "Package");
        table.fail("e2", "Build", "Lint");
        assertThat(table.execution("e2").summary()).isEqualTo("Action Lint failed in stage Build");
    }

    @Test
    public void aStoppedExecutionTellsTheReason() {
        var table = Table.of(BUILD);
        table.start("e1");
        table.give(new Command.Stop("e1", true, "wrong branch", Table.ALICE));
        assertThat(table.execution("e1").summary()).isEqualTo("wrong branch");
    }

    @Test
    public void aSupersededExecutionTellsByWhom() {
        var table = Table.of(BUILD);
        for (String id : List.of("e1", "e2", "e3")) {
            table.start(id);
        }
        assertThat(table.execution("e2").summary()).isEqualTo("Superseded in front of Build by e3");
        assertThat(table.execution("e3").summary()).isEmpty();
    }

    @Test
    public void aConditionThatIsNotMetTellsTheRuleAndWhatItFound() {
        var table = Table.of(
                """
                stage('Release') {
                    beforeEntry { commands 'test -f ok' }
                    deploy('Ship') { commands './ship.sh' }
                }
                """);
        table.start("e1");
        var check = (Effect.CheckRule) table.effects().get(0);
        table.give(new Command.ReportRule(check.actionExecution(), false, "exit code 1"));
        assertThat(table.execution("e1").status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(table.execution("e1").summary()).contains(check.rule().name() + ": exit code 1");
    }

    @Test
    public void howFarAnActionIsCanBeSeen() {
        var table = Table.of(BUILD);
        table.start("e1");
        var run = table.run("e1", "Build", "Package");
        table.give(new Command.ReportProgress(run.id(), ActionProgress.summary("half way")));
        assertThat(table.run("e1", "Build", "Package").outcome().progress())
                .isEqualTo(ActionProgress.summary("half way"));
        assertThat(table.give(new Command.ReportProgress("nobody", ActionProgress.summary("lost"))))
                .isEmpty();
    }

    /** The names go over the wire and into the journal. */
    @Test
    public void statusesHaveCodePipelinesNames() {
        assertThat(Arrays.stream(ActionStatus.values()).map(ActionStatus::label))
                .containsExactly("InProgress", "Succeeded", "Failed", "Abandoned");
        assertThat(Arrays.stream(ExecutionStatus.values()).map(ExecutionStatus::label))
                .contains("InProgress", "Succeeded", "Failed", "Stopping", "Stopped", "Superseded");
        assertThat(Arrays.stream(StageStatus.values()).map(StageStatus::label))
                .contains("InProgress", "Succeeded", "Failed", "Stopping", "Stopped", "Skipped", "Cancelled");
        assertThat(Arrays.stream(ConditionStatus.values()).map(ConditionStatus::label))
                .contains("InProgress", "Succeeded", "Failed", "Cancelled", "Overridden");
        assertThat(Arrays.stream(JobStatus.values()).map(JobStatus::label)).contains("Queued", "InProgress");
    }
}

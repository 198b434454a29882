package io.jenkins.plugins.stagegate.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagegate.model.Artifact;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.Test;

/** What a host is told to do, and when time alone makes something happen. */
public class EffectsTest {
    private static final String BUILD =
            "stage('Build') { build('Package') { input 'AppSource'; commands 'make #{App.CommitId}' } }";

    @Test
    public void anActionIsStartedWithAllThatItNeeds() {
        var table = Table.of(BUILD);
        table.start("e1");

        assertThat(table.effects()).hasSize(1);
        var start = (Effect.StartAction) table.effects().get(0);
        assertThat(start.execution()).isEqualTo("e1");
        assertThat(start.number()).isEqualTo(1);
        assertThat(start.stage()).isEqualTo("Build");
        assertThat(start.action().name()).isEqualTo("Package");
        assertThat(start.action().environment()).containsEntry("STAGE_GATE_VAR_App_CommitId", "c0ffee");
        assertThat(start.actionExecution())
                .isEqualTo(table.run("e1", "Build", "Package").id());
        assertThat(start.attempt()).isEqualTo(1);
        assertThat(start.inputs()).containsExactly(new Artifact("AppSource", "sha256:c0ffee", 1));
        assertThat(start.override()).isEmpty();
        assertThat(Effects.owed(table.state)).isEqualTo(table.effects());
    }

    @Test
    public void aSourceIsToldOfTheRevisionThatIsWantedInstead() {
        var table = Table.of(BUILD);
        var other = new SourceOverride("App", "COMMIT_ID", "f00");
        table.give(new Command.Start("e1", 0, StartTrigger.manual("bob"), Map.of(), List.of(other), Optional.empty()));
        assertThat(((Effect.StartAction) table.effects().get(0)).override()).contains(other);

        table.succeed("e1", "Source", "App", Table.taken("f00"));
        assertThat(((Effect.StartAction) table.effects().get(0)).override())
                .as("the override is the source's, not the build's")
                .isEmpty();
    }

    @Test
    public void anActionThatCannotStartIsNotStarted() {
        var table = Table.of(BUILD);
        table.give(Table.starting("e1"));
        table.succeed("e1", "Source", "App"); // Without the artifact that it declares.

        assertThat(table.effects()).isEmpty();
        assertThat(table.run("e1", "Build", "Package").failure().orElseThrow().message())
                .isEqualTo("The input artifact 'AppSource' was not put out by any action of this execution.");
    }

    @Test
    public void anActionWhoseVariableHasNoValueIsNotStarted() {
        var table = Table.of(BUILD);
        table.give(Table.starting("e1"));
        var silent =
                new ActionOutcome(Table.taken("c0ffee").artifacts(), Map.of(), Optional.empty(), ActionProgress.NONE);
        table.succeed("e1", "Source", "App", silent);

        assertThat(table.effects()).isEmpty();
        assertThat(table.run("e1", "Build", "Package").failure().orElseThrow().message())
                .startsWith("The variable #{App.CommitId} has no value.");
    }

    @Test
    public void peopleAreAskedWithTheVariablesReplaced() {
        var table = Table.of("stage('Release') { approval('Gate') { message 'Ship #{App.CommitId}?' } }");
        table.start("e1");

        var ask = (Effect.AskApproval) table.effects().get(0);
        assertThat(ask.request().message()).contains("Ship c0ffee?");
        assertThat(ask.actionExecution())
                .isEqualTo(table.run("e1", "Release", "Gate").id());
        assertThat(Effects.nextTick(table.state)).contains(ask.request().expires());
    }

    @Test
    public void aHostLooksAtTheRulesThatTheEngineCannotJudge() {
        var table = Table.of(
                """
                stage('Release') {
                    beforeEntry {
                        variableCheck variable: '#{App.CommitId}', operator: EQ, value: 'c0ffee'
                        commands 'test #{App.CommitId}'
                    }
                    deploy('Ship') { commands './ship.sh' }
                }
                """);
        table.start("e1");

        var check = (Effect.CheckRule) table.effects().get(0);
        assertThat(table.effects()).hasSize(1);
        assertThat(check.rule().provider()).isEqualTo("Commands");
        assertThat(check.rule().commands()).containsExactly("test ${STAGE_GATE_VAR_App_CommitId}");
        assertThat(check.environment()).containsEntry("STAGE_GATE_VAR_App_CommitId", "c0ffee");
        assertThat(Effects.owed(table.state)).containsExactly(check);
    }

    @Test
    public void whatNobodyWaitsForIsStopped() {
        var table = Table.of(BUILD);
        table.start("e1");
        var running = table.run("e1", "Build", "Package").id();
        table.give(new Command.Stop("e1", true, "wrong branch", Table.ALICE));

        assertThat(table.effects()).hasSize(1);
        assertThat(table.effects().get(0).actionExecution()).isEqualTo(running);
        assertThat(table.effects().get(0)).isInstanceOf(Effect.StopAction.class);
        assertThat(Effects.owed(table.state)).isEmpty();
    }

    @Test
    public void aRuleIsStoppedWithTheExecution() {
        var table = Table.of(
                "stage('Release') { beforeEntry { commands 'true' }; deploy('Ship') { commands './ship.sh' } }");
        table.start("e1");
        var rule = table.effects().get(0).actionExecution();
        table.give(new Command.Stop("e1", true, "wrong branch", Table.ALICE));

        assertThat(table.effects()).containsExactly(new Effect.StopAction("e1", rule, "Nobody asks any more"));
    }

    @Test
    public void anApprovalIsDueWhenItExpires() {
        var table = Table.of("stage('Release') { approval('Gate') { timeout '3h' } }");
        table.start("e1");
        assertThat(Effects.nextTick(table.state)).contains(table.now.plusSeconds(3 * 3600));
    }

    @Test
    public void nothingIsDueWhileNothingWaitsForTime() {
        var table = Table.of(BUILD);
        table.start("e1");
        assertThat(Effects.nextTick(table.state)).isEmpty();
    }

    @Test
    public void aRetryIsDueAfterItsWait() {
        var table = Table.of(
                "stage('Build') { onFailure { retry(attempts: 2, backOff: '5m') }; build('Package') { commands 'make' } }");
        table.start("e1");
        table.fail("e1", "Build", "Package");
        assertThat(Effects.nextTick(table.state)).contains(table.now.plusSeconds(300));
        assertThat(Waiting.at(table.state, "Build")).hasSize(1);
    }

    @Test
    public void aWindowIsDueWhenItOpensAndNotBefore() {
        var table = Table.of(
                """
                stage('Release') {
                    beforeEntry { deploymentWindow cron: '* * 10-12 ? * MON-FRI', timeZone: 'UTC' }
                    deploy('Ship') { commands './ship.sh' }
                }
                """);
        table.start("e1");
        assertThat(table.effects()).isEmpty();
        assertThat(Effects.nextTick(table.state)).contains(table.now.plusSeconds(3600));

        table.now = table.now.plusSeconds(3600);
        table.give(new Command.Tick());
        assertThat(((Effect.StartAction) table.effects().get(0)).action().name())
                .isEqualTo("Ship");
    }

    @Test
    public void aStoppedLineIsDueWhenItEndsAndTheEarliestCounts() {
        var table = Table.of("stage('Release') { approval('Gate') { timeout '3h' } }");
        table.start("e1");
        var until = table.now.plusSeconds(60);
        table.give(new Command.StopLine("freeze", "all", "holidays", Optional.of(until), List.of(), Table.ALICE));
        assertThat(Effects.nextTick(table.state)).contains(until);

        table.now = until;
        assertThat(table.give(new Command.Tick())).containsExactly(new Event.LineReleased("freeze", "stage-gate"));
        assertThat(table.state.lineStops()).isEmpty();
    }
}

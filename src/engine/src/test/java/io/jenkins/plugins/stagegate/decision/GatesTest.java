package io.jenkins.plugins.stagegate.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagegate.dsl.Definition;
import io.jenkins.plugins.stagegate.dsl.Reading;
import io.jenkins.plugins.stagegate.model.Action;
import io.jenkins.plugins.stagegate.model.ApprovalSettings;
import io.jenkins.plugins.stagegate.model.ApprovalSettings.OnNewer;
import io.jenkins.plugins.stagegate.model.Gate;
import io.jenkins.plugins.stagegate.model.Gates;
import io.jenkins.plugins.stagegate.model.Pipeline;
import io.jenkins.plugins.stagegate.model.RetryMode;
import io.jenkins.plugins.stagegate.validation.Surroundings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.Test;

/** Gates that others than the definition's author put in front of stages. */
public class GatesTest {
    private static final String RELEASE = "stage('Release') { deploy('Ship') { commands './ship.sh' } }";
    private static final Gates BOARD = new Gates(List.of(gate("Board", "Rel*", 1)));

    private static Gate gate(String name, String stages, int required) {
        var approval = new ApprovalSettings(
                Optional.of("Ship it?"),
                Optional.empty(),
                List.of(),
                required,
                false,
                OnNewer.KEEP,
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.of("the folder shops"));
        return new Gate(name, stages, approval, Optional.empty());
    }

    private static Command impose(Gate... gates) {
        return new Command.ImposeGates(new Gates(List.of(gates)));
    }

    private static List<Event> approve(Table table, String execution, String gate, String by) {
        return table.give(decision(table, execution, gate, by, true));
    }

    private static Command decision(Table table, String execution, String gate, String by, boolean approved) {
        var token =
                table.run(execution, "Release", gate).approval().orElseThrow().token();
        var actor = new Actor(by, Set.of(), false);
        return new Command.DecideApproval("Release", gate, token, approved, "", Map.of(), Optional.empty(), actor);
    }

    private static List<String> started(Table table, String execution) {
        return table.execution(execution).stage("Release").stream()
                .flatMap(run -> run.actions().stream())
                .map(ActionRun::action)
                .toList();
    }

    @Test
    public void areAskedBeforeTheFirstActionOfTheStage() {
        var table = Table.of(RELEASE);
        table.give(new Command.ImposeGates(BOARD));
        table.start("e1");
        assertThat(started(table, "e1")).containsExactly("Board");

        approve(table, "e1", "Board", "alice");

        assertThat(started(table, "e1")).containsExactly("Board", "Ship");
    }

    @Test
    public void areAskedHoweverTheNameOfTheStageIsCapitalised() {
        var table = Table.of(RELEASE);
        table.give(impose(gate("Board", "rel*", 1)));

        table.start("e1");

        assertThat(started(table, "e1")).containsExactly("Board");
    }

    @Test
    public void areAskedOfExecutionsThatBeganBeforeTheyWereImposed() {
        var table = Table.of(RELEASE);
        table.give(Table.starting("e1"));
        table.give(new Command.ImposeGates(BOARD));

        table.succeed("e1", "Source", "App", Table.taken("c0ffee"));

        assertThat(started(table, "e1")).containsExactly("Board");
    }

    @Test
    public void letThoseGoOnWhoAreInside() {
        var table = Table.of(RELEASE);
        table.start("e1");
        table.give(new Command.ImposeGates(BOARD));
        assertThat(started(table, "e1")).containsExactly("Ship");
        table.succeed("e1", "Release", "Ship");
        assertThat(table.execution("e1").status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    }

    @Test
    public void areAskedAtARetryIfTheyWereImposedMeanwhile() {
        var table = Table.of(RELEASE);
        table.start("e1");
        table.fail("e1", "Release", "Ship");
        table.give(new Command.ImposeGates(BOARD));

        table.give(table.retrying("e1", "Release"));

        assertThat(started(table, "e1")).containsExactly("Ship", "Board");
    }

    @Test
    public void areNotAskedAgainWhenOnlyTheFailedActionsAreRetried() {
        var table = Table.of(RELEASE);
        table.give(new Command.ImposeGates(BOARD));
        table.start("e1");
        approve(table, "e1", "Board", "alice");
        table.fail("e1", "Release", "Ship");

        table.give(table.retrying("e1", "Release"));

        assertThat(started(table, "e1")).containsExactly("Board", "Ship", "Ship");
    }

    @Test
    public void areAskedAgainWhenAllActionsAreRetried() {
        var table = Table.of(RELEASE);
        table.give(new Command.ImposeGates(BOARD));
        table.start("e1");
        approve(table, "e1", "Board", "alice");
        table.fail("e1", "Release", "Ship");

        table.give(new Command.Retry("e1", "Release", RetryMode.ALL_ACTIONS, Table.ALICE));

        assertThat(started(table, "e1")).containsExactly("Board", "Ship", "Board");
    }

    @Test
    public void areAskedAgainAfterARejection() {
        var table = Table.of(RELEASE);
        table.give(new Command.ImposeGates(BOARD));
        table.start("e1");
        table.give(decision(table, "e1", "Board", "alice", false));
        assertThat(table.execution("e1").status()).isEqualTo(ExecutionStatus.FAILED);

        table.give(table.retrying("e1", "Release"));

        assertThat(started(table, "e1")).containsExactly("Board", "Board");
    }

    @Test
    public void areAskedOfARollback() {
        var table = Table.of(RELEASE);
        table.start("e1");
        table.succeed("e1", "Release", "Ship");
        table.give(new Command.ImposeGates(BOARD));

        table.give(new Command.Rollback("e2", "Release", table.execution("e1"), Table.ALICE));

        assertThat(started(table, "e2")).containsExactly("Board");
    }

    @Test
    public void areNotAskedWhereTheStageIsSkipped() {
        var table = Table.of("stage('Release') { beforeEntry { variableCheck variable: 'a', value: 'b'; result SKIP }\n"
                + "deploy('Ship') { commands './ship.sh' } }");
        table.give(new Command.ImposeGates(BOARD));
        table.start("e1");
        assertThat(table.execution("e1").stage("Release").orElseThrow().status())
                .isEqualTo(StageStatus.SKIPPED);
        assertThat(started(table, "e1")).isEmpty();
    }

    @Test
    public void guardNoFirstStage() {
        var table = Table.of(RELEASE);
        table.give(impose(gate("Board", "*", 1)));
        table.give(Table.starting("e1"));
        assertThat(table.run("e1", "Source", "App").status()).isEqualTo(ActionStatus.IN_PROGRESS);
    }

    @Test
    public void areAskedAllAtTheSameTime() {
        var table = Table.of(RELEASE);
        table.give(impose(gate("Board", "*", 1), gate("Security", "Release", 1)));
        table.start("e1");
        assertThat(started(table, "e1")).containsExactly("Board", "Security");

        approve(table, "e1", "Security", "alice");
        assertThat(started(table, "e1")).doesNotContain("Ship");
        approve(table, "e1", "Board", "alice");
        assertThat(started(table, "e1")).contains("Ship");
    }

    @Test
    public void needAsManyPeopleAsTheySayAndNotTheStarter() {
        var table = Table.of(RELEASE);
        table.give(impose(gate("Board", "*", 2)));
        table.start("e1");

        assertThat(table.refused(decision(table, "e1", "Board", "bob", true)).message())
                .contains("bob started this execution");
        approve(table, "e1", "Board", "alice");
        assertThat(started(table, "e1")).containsExactly("Board");
        approve(table, "e1", "Board", "carol");
        assertThat(started(table, "e1")).contains("Ship");
    }

    @Test
    public void areNoPartOfTheDefinition() {
        var table = Table.of(RELEASE);
        table.give(new Command.ImposeGates(BOARD));
        assertThat(table.state
                        .definition()
                        .orElseThrow()
                        .stage("Release")
                        .orElseThrow()
                        .actions())
                .extracting(Action::name)
                .containsExactly("Ship");
        assertThat(table.give(new Command.ImposeGates(BOARD))).isEmpty();
    }

    @Test
    public void thatAreTakenAwayHoldNobodyWhoHasNotEntered() {
        var table = Table.of(RELEASE);
        table.give(new Command.ImposeGates(BOARD));
        table.give(Table.starting("e1"));
        table.give(new Command.ImposeGates(Gates.NONE));

        table.succeed("e1", "Source", "App", Table.taken("c0ffee"));

        assertThat(started(table, "e1")).containsExactly("Ship");
    }

    @Test
    public void takeAnotherNameIfAnActionInFlightHasTheirs() {
        var table = Table.of("stage('Release') { deploy('Board') { commands './ship.sh' } }");
        table.give(new Command.ImposeGates(BOARD));
        table.start("e1");
        assertThat(started(table, "e1")).containsExactly("Board-2");
    }

    @Test
    public void makeAGateOfTheFileBehindThemOfferNothing() {
        var table = Table.of("QUEUED", "stage('Release') { approval('Gate') { onNewer OFFER } }");
        table.give(new Command.ImposeGates(BOARD));
        table.start("e1");
        table.start("e2");
        approve(table, "e1", "Board", "alice");

        var pending =
                table.state.locate(table.run("e1", "Release", "Gate").id()).orElseThrow();
        assertThat(Outdated.candidates(table.state, pending)).isEmpty();
    }

    @Test
    public void areImposedOnADefinitionStageByStage() {
        Pipeline imposed = BOARD.impose(Table.of(RELEASE).state.definition().orElseThrow());
        assertThat(imposed.stages().get(0).actions()).extracting(Action::name).containsExactly("App");
        assertThat(imposed.stages().get(1).actionGroups())
                .extracting(group -> group.get(0).name())
                .containsExactly("Board", "Ship");
    }

    @Test
    public void refuseAFileThatHasAnActionOfTheirName() {
        var text = "releasePipeline {\nstages {\n" + Table.SOURCE
                + "stage('Release') {\n    approval('Board') { required 1 }\n}\n}\n}\n";

        var refused =
                (Reading.Refused) Definition.read("Jenkinsfile", text, new Surroundings(BOARD, Set.of(), Set.of()));

        assertThat(refused.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.where().line()).isEqualTo(7);
            assertThat(problem.message())
                    .isEqualTo(
                            "No action here can be called `Board`: that is a gate which the folder shops puts in front of"
                                    + " this stage.");
        });
    }
}

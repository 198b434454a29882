package io.jenkins.plugins.stagegate.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagegate.model.RetryMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.Test;

/** What is not possible, with CodePipeline's name for it and a sentence for people. */
public class RefusalsTest {
    private static final String GATE =
            """
            stage('Release') {
                approval('Gate') { field 'TICKET'; field 'RISK', choices: ['low', 'high'], defaultValue: 'low' }
                deploy('Ship') { commands './ship.sh' }
            }
            """;

    private static void assertThatIs(Refusal refusal, String code, String message) {
        assertThat(refusal.code()).isEqualTo(code);
        assertThat(refusal.message()).contains(message);
    }

    @Test
    public void everyCommandNamesAStageThatThereIs() {
        var table = Table.of(GATE);
        table.start("e1");
        var target = table.execution("e1");
        List<Command> commands = List.of(
                new Command.DecideApproval("Relaese", "Gate", "", true, "", Map.of(), Optional.empty(), Table.ALICE),
                new Command.Retry("e1", "Relaese", RetryMode.FAILED_ACTIONS, Table.ALICE),
                new Command.Rollback("e2", "Relaese", target, Table.ALICE),
                new Command.ForceEntry("e1", "Relaese", "why", Table.ALICE),
                new Command.OverrideCondition("e1", "Relaese", Hook.BEFORE_ENTRY, Table.ALICE),
                new Command.ChangeTransition("Relaese", Direction.INBOUND, false, "why", Table.ALICE));
        for (Command command : commands) {
            assertThatIs(
                    table.refused(command),
                    "StageNotFoundException",
                    "The pipeline has no stage 'Relaese'. Its stages are [Source, Release].");
        }
    }

    @Test
    public void anApprovalIsDecidedByItsToken() {
        var table = Table.of(GATE);
        table.start("e1");
        assertThatIs(
                table.refused(decide("Gate", "guessed")),
                "InvalidApprovalTokenException",
                "The token is not that of the approval which waits now.");
        assertThatIs(
                table.refused(decide("Gaet", "guessed")),
                "ActionNotFoundException",
                "The stage 'Release' has no action 'Gaet'.");
    }

    @Test
    public void anApprovalIsDecidedWhenItWaits() {
        var table = Table.of(GATE);
        assertThatIs(
                table.refused(decide("Gate", "guessed")),
                "InvalidApprovalTokenException",
                "No approval waits at 'Gate' in stage 'Release'.");
        table.start("e1");
        var decision = table.decide("e1", "Release", false, "", Map.of());
        table.give(decision);
        assertThatIs(table.refused(decision), "ApprovalAlreadyCompletedException", "has been decided already: Failed.");
        assertThatIs(
                table.refused(decide("Gate", "guessed")),
                "InvalidApprovalTokenException",
                "No approval waits at 'Gate'");
    }

    private static Command decide(String action, String token) {
        return new Command.DecideApproval("Release", action, token, true, "", Map.of(), Optional.empty(), Table.ALICE);
    }

    @Test
    public void aCommentHas512CharactersAtMost() {
        var table = Table.of(GATE);
        table.start("e1");
        assertThatIs(
                table.refused(table.decide("e1", "Release", false, "x".repeat(513), Map.of())),
                "ValidationException",
                "512 characters at most");
        assertThat(table.give(table.decide("e1", "Release", false, "x".repeat(512), Map.of())))
                .isNotEmpty();
    }

    @Test
    public void anApprovalsFieldsAreFilledInAsDeclared() {
        var table = Table.of(GATE);
        table.start("e1");
        assertThatIs(
                table.refused(table.decide("e1", "Release", true, "", Map.of("COLOUR", "red"))),
                "ValidationException",
                "The approval has no field 'COLOUR'.");
        assertThatIs(
                table.refused(table.decide("e1", "Release", true, "", Map.of())),
                "ValidationException",
                "The field 'TICKET' must be filled in.");
        assertThatIs(
                table.refused(table.decide("e1", "Release", true, "", Map.of("TICKET", "7", "RISK", "none"))),
                "ValidationException",
                "The field 'RISK' takes one of [low, high], not 'none'.");

        table.give(table.decide("e1", "Release", true, "fine", Map.of("TICKET", "7")));
        var outcome = table.run("e1", "Release", "Gate").outcome();
        assertThat(outcome.variables())
                .isEqualTo(Map.of("TICKET", "7", "RISK", "low", "Approver", "alice", "Summary", "fine"));
        assertThat(outcome.progress()).isEqualTo(ActionProgress.summary("fine"));
    }

    @Test
    public void aRejectionTellsWhoAndWhy() {
        var table = Table.of(GATE);
        table.start("e1");
        table.give(table.decide("e1", "Release", false, "too late", Map.of()));
        assertThat(table.run("e1", "Release", "Gate").failure().orElseThrow().message())
                .isEqualTo("Rejected by alice: too late");
    }

    @Test
    public void aTransitionIsClosedWithAReason() {
        var table = Table.of(GATE);
        for (String reason : List.of("", " ", "x".repeat(301))) {
            assertThatIs(table.refused(close(reason)), "ValidationException", "with a reason of 1 to 300 characters");
        }
        assertThat(table.give(close("x".repeat(300)))).hasSize(1);
        assertThat(table.give(close("x".repeat(300)))).as("the same again").isEmpty();
        assertThat(table.give(close("another"))).as("another reason").hasSize(1);
        var open = new Command.ChangeTransition("Release", Direction.INBOUND, true, "", Table.ALICE);
        assertThat(table.give(open)).hasSize(1);
        assertThat(table.give(open)).as("it is open already").isEmpty();
    }

    private static Command close(String reason) {
        return new Command.ChangeTransition("Release", Direction.INBOUND, false, reason, Table.ALICE);
    }

    @Test
    public void aLineIsStoppedWithAReasonAndReleasedOnce() {
        var table = Table.of(GATE);
        assertThatIs(
                table.refused(new Command.StopLine("freeze", "all", " ", Optional.empty(), List.of(), Table.ALICE)),
                "ValidationException",
                "The line is stopped with a reason");
        table.give(new Command.StopLine("freeze", "all", "holidays", Optional.empty(), List.of(), Table.ALICE));
        var release = new Command.ReleaseLine("freeze", Table.ALICE);
        assertThat(table.give(release)).containsExactly(new Event.LineReleased("freeze", "alice"));
        assertThat(table.give(release)).isEmpty();
    }

    @Test
    public void onlyWhoWaitsIsLetPastAStoppedLine() {
        var table = Table.of(GATE);
        table.start("e1");
        assertThatIs(
                table.refused(new Command.ForceEntry("e1", "Release", "why", Table.ALICE)),
                "ConflictException",
                "The execution e1 does not wait in front of Release.");
        assertThatIs(
                table.refused(new Command.ForceEntry("e1", "Release", "", Table.ALICE)),
                "ValidationException",
                "needs a rationale");
    }

    @Test
    public void aSourceOverrideNamesASourceAction() {
        var table = Table.of(GATE);
        var start = new Command.Start(
                "e1",
                0,
                StartTrigger.manual("bob"),
                Map.of(),
                List.of(new SourceOverride("Ship", "COMMIT_ID", "f00")),
                Optional.empty());
        assertThatIs(
                table.refused(start),
                "ValidationException",
                "The revision is given for the source action 'Ship', but the pipeline's source actions are [App].");
    }

    @Test
    public void onlyTheLatestExecutionThatFailedIsRetried() {
        var table = Table.of(GATE);
        table.start("e1");
        assertThatIs(table.refused(table.retrying("e1", "Release")), "StageNotRetryableException", "is InProgress");
        assertThatIs(
                table.refused(table.retrying("e0", "Release")), "NotLatestPipelineExecutionException", "e0 is not");
        table.give(table.decide("e1", "Release", false, "", Map.of()));
        assertThat(Retries.possible(table.state, table.execution("e1"), "Release"))
                .isTrue();
        assertThat(Retries.possible(table.state, table.execution("e1"), "Source"))
                .isFalse();

        table.start("e2");
        assertThat(Retries.possible(table.state, table.execution("e1"), "Release"))
                .isFalse();
        assertThatIs(
                table.refused(table.retrying("e1", "Release")),
                "NotLatestPipelineExecutionException",
                "A newer execution has entered the stage 'Release' since.");
        table.give(close("freeze"));
        table.give(Table.starting("e3"));
        assertThatIs(
                table.refused(table.retrying("e3", "Release")),
                "StageNotRetryableException",
                "The execution never entered the stage 'Release'");
    }

    @Test
    public void aRetryNeedsRoomAsAStartDoes() {
        var table = Table.of("QUEUED", GATE);
        table.start("e1");
        table.give(table.decide("e1", "Release", false, "", Map.of()));
        table.give(close("freeze"));
        table.start("e2");
        for (int i = 3; i <= 51; i++) {
            table.give(Table.starting("e" + i));
        }
        assertThatIs(
                table.refused(table.retrying("e1", "Release")),
                "ConcurrentPipelineExecutionsLimitExceededException",
                "The pipeline has 50 executions in progress");
        table.give(new Command.Stop("e2", true, "", Table.ALICE));
        table.give(table.retrying("e1", "Release"));
        assertThat(table.execution("e1").status()).isEqualTo(ExecutionStatus.IN_PROGRESS);
    }

    @Test
    public void attemptsAreCountedForTheExecutionAndTheStage() {
        var table = Table.of(GATE);
        table.start("e1");
        table.give(table.decide("e1", "Release", false, "", Map.of()));
        table.give(table.retrying("e1", "Release"));
        assertThat(table.execution("e1").attempt()).isEqualTo(2);
        var stage = table.execution("e1").stage("Release").orElseThrow();
        assertThat(stage.retries()).isEqualTo(1);
        assertThat(stage.manualRetries()).isEqualTo(1);
        assertThat(stage.automaticRetries()).isZero();
    }

    @Test
    public void aRollbackGoesToAnExecutionThatSucceededInAStageThatIsStillThere() {
        var table = Table.of("stage('Build') { build('Package') { commands 'make' } }");
        table.start("e1");
        var unfinished = table.execution("e1");
        assertThatIs(
                table.refused(new Command.Rollback("r", "Build", unfinished, Table.ALICE)),
                "UnableToRollbackStageException",
                "Execution 1 did not succeed in the stage 'Build'.");
        table.succeed("e1", "Build", "Package");
        var target = table.execution("e1");
        assertThatIs(
                table.refused(new Command.Rollback("r", "Source", target, Table.ALICE)),
                "UnableToRollbackStageException",
                "The source stage cannot be rolled back.");
        table.give(Table.define("SUPERSEDED", GATE));
        assertThatIs(
                table.refused(new Command.Rollback("r", "Build", target, Table.ALICE)),
                "UnableToRollbackStageException",
                "The pipeline's definition has no stage 'Build' any more.");
        table.give(Table.define("PARALLEL", "stage('Build') { build('Package') { commands 'make' } }"));
        assertThatIs(
                table.refused(new Command.Rollback("r", "Build", target, Table.ALICE)),
                "UnableToRollbackStageException",
                "There is no rollback in PARALLEL mode");
    }

    @Test
    public void anOfferedExecutionIsChosenIfItWaitsAtThatGate() {
        var table = Table.of("stage('Release') { approval('Gate') { onNewer OFFER } }");
        table.start("e1");
        table.start("e2");
        assertThatIs(
                table.refused(choose(table, "e9")),
                "ValidationException",
                "The execution e9 cannot be chosen at this gate.");
        table.give(close("freeze"));
        assertThatIs(
                table.refused(choose(table, "e2")),
                "ConflictException",
                "The way into Release is closed by alice: freeze. It would need this: Opening the transition.");
    }

    private static Command choose(Table table, String execution) {
        var decision = table.decide("e1", "Release", true, "", Map.of());
        return new Command.DecideApproval(
                decision.stage(),
                decision.action(),
                decision.token(),
                true,
                "",
                Map.of(),
                Optional.of(execution),
                Table.ALICE);
    }

    @Test
    public void aConditionIsOverriddenWhileItIsLookedAt() {
        var table = Table.of(
                "stage('Release') { beforeEntry { commands 'true' }; deploy('Ship') { commands './ship.sh' } }");
        table.start("e1");
        var override = new Command.OverrideCondition("e1", "Release", Hook.ON_SUCCESS, Table.ALICE);
        assertThatIs(table.refused(override), "ConditionNotOverridableException", "No condition is being looked at");
        assertThatIs(
                table.refused(new Command.OverrideCondition("e0", "Release", Hook.BEFORE_ENTRY, Table.ALICE)),
                "NotLatestPipelineExecutionException",
                "The execution e0 is not the one that entered 'Release' last.");
    }
}

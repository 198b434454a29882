package io.jenkins.plugins.stagegate.decision;

import io.jenkins.plugins.stagegate.dsl.Definition;
import io.jenkins.plugins.stagegate.dsl.Reading;
import io.jenkins.plugins.stagegate.model.Artifact;
import io.jenkins.plugins.stagegate.model.RetryMode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A pipeline on a table: commands in, what was decided out, at a time that is given. */
final class Table {
    static final Actor ALICE = new Actor("alice", Set.of(), false);
    static final String SOURCE =
            """
            stage('Source') {
                source('App') { git url: 'https://git.example.com/app.git', branch: 'main'; output 'AppSource'; namespace 'App' }
            }
            """;

    /** A Monday. */
    Instant now = Instant.parse("2026-03-02T09:00:00Z");

    PipelineState state = PipelineState.empty("shop");

    private Decision.Accepted last;

    /** @param stages what follows the stage Source, in the DSL */
    static Table of(String stages) {
        return of("SUPERSEDED", stages);
    }

    static Table of(String mode, String stages) {
        var table = new Table();
        table.give(define(mode, stages));
        return table;
    }

    static Command define(String mode, String stages) {
        var text = "releasePipeline {\nexecutionMode " + mode + "\nstages {\n" + SOURCE + stages + "\n}\n}\n";
        var reading = Definition.read("Jenkinsfile", text);
        if (reading instanceof Reading.Read read) {
            return new Command.Define(read.pipeline());
        }
        throw new AssertionError(reading.toString());
    }

    List<Event> give(Command command) {
        var decision = Decider.decide(state, command, now);
        if (decision instanceof Decision.Refused refused) {
            throw new AssertionError("refused: " + refused.refusal());
        }
        last = (Decision.Accepted) decision;
        state = last.state();
        return last.events().stream().map(Recorded::event).toList();
    }

    /** Why the command is refused. */
    Refusal refused(Command command) {
        if (Decider.decide(state, command, now) instanceof Decision.Refused refused) {
            return refused.refusal();
        }
        throw new AssertionError("not refused: " + command);
    }

    /** The effects of the command that was given last. */
    List<Effect> effects() {
        return last.events().stream()
                .flatMap(recorded -> Effects.of(state, recorded.event()).stream())
                .toList();
    }

    /** Starts an execution and lets its source be taken. */
    void start(String id) {
        give(starting(id));
        succeed(id, "Source", "App", taken("c0ffee"));
    }

    static Command.Start starting(String id) {
        return new Command.Start(id, 0, StartTrigger.manual("bob"), Map.of(), List.of(), Optional.empty());
    }

    static ActionOutcome taken(String commit) {
        return new ActionOutcome(
                List.of(new Artifact("AppSource", "sha256:" + commit, 1)),
                Map.of("CommitId", commit),
                Optional.of(new SourceRevision("App", commit, "Round prices", "")),
                ActionProgress.NONE);
    }

    List<Event> succeed(String id, String stage, String action) {
        return succeed(id, stage, action, ActionOutcome.PLAIN);
    }

    List<Event> succeed(String id, String stage, String action, ActionOutcome outcome) {
        return give(new Command.ReportSuccess(run(id, stage, action).id(), outcome));
    }

    List<Event> fail(String id, String stage, String action) {
        return give(new Command.ReportFailure(
                run(id, stage, action).id(), new ActionFailure(ActionFailure.JOB_FAILED, "exit code 1")));
    }

    Command.DecideApproval decide(
            String id, String stage, boolean approved, String summary, Map<String, String> fields) {
        var run = run(id, stage, "Gate");
        return new Command.DecideApproval(
                stage,
                "Gate",
                run.approval().orElseThrow().token(),
                approved,
                summary,
                fields,
                Optional.empty(),
                ALICE);
    }

    Command.Retry retrying(String id, String stage) {
        return new Command.Retry(id, stage, RetryMode.FAILED_ACTIONS, ALICE);
    }

    Execution execution(String id) {
        return state.execution(id).orElseThrow();
    }

    ActionRun run(String id, String stage, String action) {
        return execution(id).stage(stage).orElseThrow().latest(action).orElseThrow();
    }
}

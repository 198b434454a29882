package io.jenkins.plugins.stagegate.decision;

import io.jenkins.plugins.stagegate.model.Action;
import io.jenkins.plugins.stagegate.model.Condition;
import io.jenkins.plugins.stagegate.model.Stage;
import java.util.List;

/** Which action starts next, and when a stage has ended. */
final class Scheduling {
    private Scheduling() {}

    /** Moves every execution on that is inside a stage. */
    static void advance(Draft draft) {
        for (Execution execution : List.copyOf(draft.state().executions().values())) {
            execution.inside().ifPresent(stage -> advance(draft, execution, stage));
        }
    }

    private static void advance(Draft draft, Execution execution, String stageName) {
        var run = execution.stages().get(stageName);
        if (execution.status() == ExecutionStatus.STOPPING) {
            if (!run.busy() && run.openCondition().isEmpty()) {
                draft.record(new Event.StageStopped(execution.id(), stageName));
                draft.record(new Event.ExecutionStopped(execution.id()));
            }
            return;
        }
        var stage = draft.state().stageOf(execution, stageName).orElseThrow();
        var entry = Conditions.look(draft, execution.id(), stage, Hook.BEFORE_ENTRY);
        if (entry instanceof Conditions.Verdict.NotMet notMet) {
            refuseEntry(draft, execution, stage, notMet);
        } else if (entry instanceof Conditions.Verdict.Met) {
            work(draft, draft.state().execution(execution.id()).orElseThrow(), stage);
        }
    }

    private static void refuseEntry(Draft draft, Execution execution, Stage stage, Conditions.Verdict.NotMet notMet) {
        if (notMet.condition().result() == Condition.Result.SKIP) {
            draft.record(new Event.StageSkipped(execution.id(), stage.name(), notMet.summary()));
            goOn(draft, execution, stage.name());
            return;
        }
        var summary = "A condition for entering stage " + stage.name() + " is not met. " + notMet.summary();
        boolean rollback = notMet.condition().result() == Condition.Result.ROLLBACK;
        StageFailures.fail(draft, execution, stage, summary, rollback);
    }

    private static void work(Draft draft, Execution execution, Stage stage) {
        var run = execution.stages().get(stage.name());
        for (List<Action> group : stage.actionGroups()) {
            if (advance(draft, execution, run, stage, group)) {
                return;
            }
        }
        var success = Conditions.look(draft, execution.id(), stage, Hook.ON_SUCCESS);
        if (success instanceof Conditions.Verdict.NotMet notMet) {
            var summary = "A condition for success of stage " + stage.name() + " is not met. " + notMet.summary();
            boolean rollback = notMet.condition().result() == Condition.Result.ROLLBACK;
            StageFailures.fail(draft, execution, stage, summary, rollback);
        } else if (success instanceof Conditions.Verdict.Met) {
            draft.record(new Event.StageSucceeded(execution.id(), stage.name()));
            goOn(draft, execution, stage.name());
        }
    }

    /** Whether the execution stays at this action group for now. */
    private static boolean advance(Draft draft, Execution execution, StageRun run, Stage stage, List<Action> group) {
        var failed = group.stream()
                .filter(action -> run.current(action.name())
                        .filter(go -> go.status() == ActionStatus.FAILED && go.attempt() == run.attempt())
                        .isPresent())
                .toList();
        if (!failed.isEmpty()) {
            if (!run.busy()) {
                fail(draft, execution, stage, failed);
            }
            return true;
        }
        group.stream()
                .filter(action -> due(run, action))
                .forEach(action -> ActionStarts.start(draft, execution, run, stage, action));
        return group.stream().anyMatch(action -> run.current(action.name())
                .filter(go -> go.status() == ActionStatus.SUCCEEDED)
                .isEmpty());
    }

    /** Whether the action is to be started in this attempt: it never ran, or what it did is to be done again. */
    private static boolean due(StageRun run, Action action) {
        return run.current(action.name())
                .map(go -> go.attempt() < run.attempt()
                        && (go.status() == ActionStatus.FAILED || go.status() == ActionStatus.ABANDONED))
                .orElse(true);
    }

    private static void fail(Draft draft, Execution execution, Stage stage, List<Action> failed) {
        var names = failed.stream().map(Action::name).toList();
        var summary = (names.size() == 1 ? "Action " : "Actions ") + String.join(", ", names) + " failed in stage "
                + stage.name();
        StageFailures.respond(draft, execution, stage, summary);
    }

    /** A rollback is about one stage; every other execution goes on to the next one. */
    private static void goOn(Draft draft, Execution execution, String stage) {
        var next = draft.state().definitionOf(execution).after(stage);
        if (next.isEmpty() || execution.start().type() == ExecutionType.ROLLBACK) {
            draft.record(new Event.ExecutionSucceeded(execution.id()));
        } else {
            draft.record(new Event.StageReached(execution.id(), next.get().name()));
        }
    }
}

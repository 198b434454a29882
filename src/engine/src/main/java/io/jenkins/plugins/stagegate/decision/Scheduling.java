package io.jenkins.plugins.stagegate.decision;

import io.jenkins.plugins.stagegate.model.Action;
import io.jenkins.plugins.stagegate.model.Stage;
import java.util.List;

/** Which action starts next, and when a stage has ended. */
final class Scheduling {
    private Scheduling() {}

    /** Moves every execution on that is inside a stage. */
    static void advance(Draft draft) {
        for (Execution execution : List.copyOf(draft.state().executions().values())) {
            if (execution.inside().isPresent()) {
                advance(draft, execution, execution.inside().get());
            }
        }
    }

    private static void advance(Draft draft, Execution execution, String stageName) {
        var run = execution.stages().get(stageName);
        if (execution.status() == ExecutionStatus.STOPPING) {
            if (!run.busy()) {
                draft.record(new Event.StageStopped(execution.id(), stageName));
                draft.record(new Event.ExecutionStopped(execution.id()));
            }
            return;
        }
        var stage = draft.state().definitionOf(execution).stage(stageName).orElseThrow();
        for (List<Action> group : stage.actionGroups()) {
            if (advance(draft, execution, run, stage, group)) {
                return;
            }
        }
        draft.record(new Event.StageSucceeded(execution.id(), stageName));
        goOn(draft, execution, stageName);
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
        draft.record(new Event.StageFailed(execution.id(), stage.name(), summary));
        draft.record(new Event.ExecutionFailed(execution.id(), summary));
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

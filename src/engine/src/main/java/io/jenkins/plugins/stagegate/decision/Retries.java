package io.jenkins.plugins.stagegate.decision;

import io.jenkins.plugins.stagegate.model.RetryMode;
import java.util.Optional;

/** Retrying of stages: CodePipeline 1.7. */
public final class Retries {
    private Retries() {}

    static void retry(Draft draft, Command.Retry command) {
        Transitions.requireStage(draft.state(), command.stage());
        var execution = draft.state()
                .execution(command.execution())
                .orElseThrow(() -> new RefusedException(
                        "NotLatestPipelineExecutionException",
                        "The execution " + command.execution() + " is not the one that entered '" + command.stage()
                                + "' last. Only that one can be retried."));
        refusal(draft.state(), execution, command.stage(), command.mode()).ifPresent(refusal -> {
            throw new RefusedException(refusal.code(), refusal.message());
        });
        if (!execution.status().active()) {
            Starts.requireRoom(draft.state(), draft.state().definitionOf(execution));
        }
        record(draft, execution, command.stage(), command.mode(), RetryTrigger.MANUAL, command.by());
    }

    static void record(Draft draft, Execution execution, String stage, RetryMode mode, RetryTrigger trigger, Actor by) {
        int attempt = execution.stages().get(stage).attempt() + 1;
        draft.record(new Event.StageRetried(execution.id(), stage, mode, trigger, attempt, by.name()));
    }

    /** Whether the failed actions of the stage can be retried in this execution now. */
    public static boolean possible(PipelineState state, Execution execution, String stage) {
        return refusal(state, execution, stage, RetryMode.FAILED_ACTIONS).isEmpty();
    }

    /** Why this execution cannot be retried in this stage, or nothing if it can. */
    static Optional<Refusal> refusal(PipelineState state, Execution execution, String stage, RetryMode mode) {
        var run = execution.stage(stage).orElse(null);
        if (run == null) {
            return notRetryable(
                    "The execution never entered the stage '" + stage + "', so nothing in it can be retried.");
        }
        if (!state.stage(stage).latest().equals(Optional.of(execution.id()))) {
            return Optional.of(new Refusal(
                    "NotLatestPipelineExecutionException",
                    "A newer execution has entered the stage '" + stage + "' since."));
        }
        boolean runsAndHasFailed = run.status() == StageStatus.IN_PROGRESS
                && execution.status() == ExecutionStatus.IN_PROGRESS
                && (run.busy() || run.retryDue().isPresent())
                && run.actions().stream()
                        .anyMatch(go -> go.status() == ActionStatus.FAILED && go.attempt() == run.attempt());
        if (runsAndHasFailed && run.busy() && mode == RetryMode.ALL_ACTIONS) {
            return notRetryable("Actions of the stage '" + stage
                    + "' still run. Retry the failed actions only, or wait until the others have ended.");
        }
        boolean ended = run.status() == StageStatus.FAILED || run.status() == StageStatus.STOPPED;
        if (!ended && !runsAndHasFailed) {
            return notRetryable("The stage '" + stage + "' is " + run.status().label()
                    + "; only a failed or stopped stage can be retried.");
        }
        return Optional.empty();
    }

    private static Optional<Refusal> notRetryable(String message) {
        return Optional.of(new Refusal("StageNotRetryableException", message));
    }
}

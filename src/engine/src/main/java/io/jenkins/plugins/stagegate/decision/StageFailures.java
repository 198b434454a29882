package io.jenkins.plugins.stagegate.decision;

import io.jenkins.plugins.stagegate.model.FailureResponse;
import io.jenkins.plugins.stagegate.model.FailureResponse.AutomaticRetry;
import io.jenkins.plugins.stagegate.model.Stage;
import java.time.Duration;
import java.util.Optional;

/** What follows when actions of a stage have failed: automatic retries first, then the conditions on failure, then the end. */
final class StageFailures {
    private StageFailures() {}

    static void respond(Draft draft, Execution execution, Stage stage, String summary) {
        var run = execution.stages().get(stage.name());
        var retry = stage.onFailure().flatMap(FailureResponse::retry);
        if (retry.isPresent() && run.automaticRetries() < retry.get().attempts()) {
            retry(draft, execution, run, retry.get());
            return;
        }
        var verdict = Conditions.look(draft, execution.id(), stage, Hook.ON_FAILURE);
        if (verdict instanceof Conditions.Verdict.Open) {
            return;
        }
        boolean rollback = stage.onFailure().filter(FailureResponse::rollback).isPresent()
                && verdict instanceof Conditions.Verdict.Met;
        fail(draft, execution, stage, summary, rollback);
    }

    /** The stage stays held while it waits for its next attempt: nobody else would be served by letting them in between. */
    private static void retry(Draft draft, Execution execution, StageRun run, AutomaticRetry retry) {
        var wait = retry.backOff().multipliedBy(1L << Math.min(run.automaticRetries(), 16));
        if (run.retryDue().isEmpty() && wait.compareTo(Duration.ZERO) > 0) {
            draft.record(new Event.RetryScheduled(
                    execution.id(), run.stage(), draft.now().plus(wait)));
        } else if (run.retryDue().filter(due -> due.isAfter(draft.now())).isEmpty()) {
            Retries.record(draft, execution, run.stage(), retry.mode(), RetryTrigger.AUTOMATED, Actor.ENGINE);
        }
    }

    static void fail(Draft draft, Execution execution, Stage stage, String summary, boolean rollback) {
        draft.record(new Event.StageFailed(execution.id(), stage.name(), summary));
        draft.record(new Event.ExecutionFailed(execution.id(), summary));
        if (rollback) {
            automaticRollback(draft, execution, stage.name());
        }
    }

    /** CodePipeline 1.8: to the execution that succeeded in the stage last; nothing happens until there is one. */
    private static void automaticRollback(Draft draft, Execution failed, String stage) {
        if (failed.start().type() == ExecutionType.ROLLBACK) {
            return;
        }
        Optional<Execution> target = draft.state().stage(stage).lastSucceeded().flatMap(draft.state()::execution);
        target.filter(one ->
                        Rollbacks.refusalAutomatic(draft.state(), stage, one).isEmpty())
                .ifPresent(one -> Rollbacks.record(
                        draft,
                        ActionStarts.id(failed.id(), stage, "rollback"),
                        stage,
                        one,
                        StartTrigger.failureOf(failed.id())));
    }
}

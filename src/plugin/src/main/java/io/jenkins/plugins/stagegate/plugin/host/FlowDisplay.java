package io.jenkins.plugins.stagegate.plugin.host;

import hudson.Util;
import hudson.model.Result;
import io.jenkins.plugins.stagegate.decision.ActionStatus;
import io.jenkins.plugins.stagegate.decision.Execution;
import io.jenkins.plugins.stagegate.decision.ExecutionStatus;
import io.jenkins.plugins.stagegate.decision.Hook;
import io.jenkins.plugins.stagegate.decision.PipelineState;
import io.jenkins.plugins.stagegate.decision.StageRun;
import io.jenkins.plugins.stagegate.plugin.flow.ReleaseFlow;
import io.jenkins.plugins.stagegate.plugin.flow.StageEnd;
import java.time.Instant;
import java.util.Optional;

/**
 * The stages of an execution as the flow of its build shows them.
 *
 * <p>It follows the state, not single events, so that it is right again after events were missed in a crash.
 */
final class FlowDisplay {
    /** Imposed gates have 0. */
    private static final int BEFORE_ACTIONS = -1;

    private static final int AFTER_ACTIONS = 1000;

    private FlowDisplay() {}

    /** What the flow knows a passage through a stage by. */
    static String key(String stage, int attempt) {
        return stage + "/" + attempt;
    }

    /** Where the rules of a condition stand among the action groups of their stage. */
    static int runOrder(Optional<Hook> hook) {
        return hook.filter(Hook.BEFORE_ENTRY::equals).isPresent() ? BEFORE_ACTIONS : AFTER_ACTIONS;
    }

    /** @param since when the build's own part of the execution began; the rest is in the flow of an earlier build */
    static void show(Execution execution, PipelineState state, ReleaseFlow flow, Instant since) {
        for (StageRun stage : execution.stages().values()) {
            if (!stage.lastChanged().isBefore(since)) {
                show(stage, flow);
                StageWait.in(stage, execution, state)
                        .ifPresent(wait -> WaitStep.draw(flow, key(stage.stage(), stage.attempt()), wait));
            }
        }
        execution.waiting().ifPresent(place -> EntryStep.draw(flow, place.stage()));
        if (!execution.status().active()) {
            flow.finish(result(execution.status()), Util.fixEmpty(execution.summary()));
        }
    }

    private static void show(StageRun stage, ReleaseFlow flow) {
        var key = key(stage.stage(), stage.attempt());
        boolean former = stage.actions().stream()
                .noneMatch(run -> run.attempt() < stage.attempt() && run.status() == ActionStatus.IN_PROGRESS);
        if (stage.attempt() > 1 && former) {
            flow.closeStage(key(stage.stage(), stage.attempt() - 1), StageEnd.failed(Messages.FlowDisplay_retried()));
        }
        flow.openStage(key, stage.stage());
        end(stage).ifPresent(end -> flow.closeStage(key, end));
    }

    private static Optional<StageEnd> end(StageRun stage) {
        return switch (stage.status()) {
            case IN_PROGRESS, STOPPING -> Optional.empty();
            case SUCCEEDED -> Optional.of(StageEnd.succeeded());
            case FAILED -> Optional.of(StageEnd.failed(failure(stage)));
            case SKIPPED -> Optional.of(StageEnd.skipped());
            case STOPPED, CANCELLED -> Optional.of(StageEnd.stopped());
        };
    }

    private static String failure(StageRun stage) {
        return stage.actions().stream()
                .flatMap(run -> run.failure().stream().map(failure -> run.action() + ": " + failure.message()))
                .reduce((first, last) -> last)
                .orElse(stage.stage());
    }

    static Result result(ExecutionStatus status) {
        return switch (status) {
            case SUCCEEDED -> Result.SUCCESS;
            case SUPERSEDED, CANCELLED -> Result.NOT_BUILT;
            case STOPPED -> Result.ABORTED;
            default -> Result.FAILURE;
        };
    }
}

package io.jenkins.plugins.stagegate.decision;

import io.jenkins.plugins.stagegate.decision.Event.OfAction;
import io.jenkins.plugins.stagegate.model.Action;
import java.time.Instant;
import java.util.Optional;

/** What an event of an action makes of its execution. */
final class ActionEvolution {
    private ActionEvolution() {}

    static Execution change(PipelineState state, Execution execution, OfAction happened, Instant at) {
        var stage = execution.stages().get(happened.stage());
        if (happened instanceof Event.ActionStarted event) {
            return execution.with(stage.plus(begin(event, at), at), at);
        }
        var run = stage.actions().stream()
                .filter(one -> one.id().equals(happened.actionExecution()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no action execution " + happened.actionExecution()));
        if (happened instanceof Event.ActionProgressed event) {
            return execution.with(stage.replacing(run.with(event.progress(), at), at), at);
        }
        if (happened instanceof Event.ApprovalGiven event) {
            var given = new ApprovalRequest.Given(event.by(), event.at(), event.summary(), event.fields());
            return execution.with(
                    stage.replacing(run.with(run.approval().orElseThrow().with(given), at), at), at);
        }
        if (happened instanceof Event.ApprovalReminded event) {
            var asked = run.approval().orElseThrow().remindedUntil(event.next());
            return execution.with(stage.replacing(run.with(asked, at), at), at);
        }
        if (happened instanceof Event.OfJob event) {
            return execution.with(stage.replacing(run.with(job(run, event), at), at), at);
        }
        var status = Lifecycles.ACTION.next(run.status(), happened);
        if (happened instanceof Event.ActionSucceeded event) {
            var done = run.with(status, at, event.by(), event.outcome(), Optional.empty());
            return execution
                    .with(stage.replacing(done, at), at)
                    .with(event.outcome(), namespace(state, execution, event), at);
        }
        if (happened instanceof Event.ActionFailed event) {
            var failed = run.with(status, at, event.by(), run.outcome(), Optional.of(event.failure()));
            return execution.with(stage.replacing(failed, at), at);
        }
        var abandoned = run.with(status, at, run.updatedBy(), run.outcome(), Optional.empty());
        return execution.with(stage.replacing(abandoned, at), at);
    }

    private static ActionRun begin(Event.ActionStarted event, Instant at) {
        return new ActionRun(
                event.actionExecution(),
                event.action(),
                event.attempt(),
                Lifecycles.ACTION.first(event),
                at,
                at,
                "",
                event.configuration(),
                event.inputs(),
                ActionOutcome.PLAIN,
                Optional.empty(),
                event.approval(),
                Optional.empty());
    }

    private static Job job(ActionRun run, Event.OfJob happened) {
        if (happened instanceof Event.JobQueued event) {
            run.job()
                    .ifPresentOrElse(
                            before -> Lifecycles.JOB.next(before.status(), event), () -> Lifecycles.JOB.first(event));
            return Job.queued(event);
        }
        var job = run.job().orElseThrow();
        var status = Lifecycles.JOB.next(job.status(), happened);
        return happened instanceof Event.JobDispatched event
                ? job.with(status, event.nonce(), Optional.of(event.heldUntil()))
                : job.with(status, job.nonce(), Optional.empty());
    }

    private static Optional<String> namespace(PipelineState state, Execution execution, OfAction event) {
        return state.definitionOf(execution)
                .stage(event.stage())
                .flatMap(stage -> stage.action(event.action()))
                .flatMap(Action::namespace);
    }
}

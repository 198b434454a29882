package io.jenkins.plugins.stagegate.decision;

import io.jenkins.plugins.stagegate.decision.Event.OfAction;
import io.jenkins.plugins.stagegate.decision.Event.OfCondition;
import io.jenkins.plugins.stagegate.decision.Event.OfExecution;
import io.jenkins.plugins.stagegate.model.Gates;
import io.jenkins.plugins.stagegate.model.RetryMode;
import java.time.Instant;
import java.util.Optional;

/** What an event of an execution makes of it. */
final class ExecutionEvolution {
    private ExecutionEvolution() {}

    static Execution change(PipelineState state, Execution execution, OfExecution happened, Recorded recorded) {
        var at = recorded.at();
        if (happened instanceof OfAction event) {
            return ActionEvolution.change(state, execution, event, at);
        }
        if (happened instanceof OfCondition event) {
            return ConditionEvolution.change(execution, event, at);
        }
        if (happened instanceof Event.RetryScheduled event) {
            return execution.with(execution.stages().get(event.stage()).due(event.due(), at), at);
        }
        if (happened instanceof Event.StageSkipped event) {
            return leave(execution, event.stage(), event, at);
        }
        if (happened instanceof Event.StageCancelled event) {
            return leave(execution, event.stage(), event, at);
        }
        if (happened instanceof Event.StageReached event) {
            return execution.at(new Place.Before(event.stage(), at, recorded.sequence(), false), at);
        }
        if (happened instanceof Event.EntryForced) {
            var place = execution.waiting().orElseThrow();
            return execution.at(new Place.Before(place.stage(), place.since(), place.order(), true), at);
        }
        if (happened instanceof Event.StageEntered event) {
            return enter(state, execution, event, at);
        }
        if (happened instanceof Event.StageSucceeded event) {
            return leave(execution, event.stage(), event, at);
        }
        if (happened instanceof Event.StageFailed event) {
            return leave(execution, event.stage(), event, at);
        }
        if (happened instanceof Event.StageStopped event) {
            return leave(execution, event.stage(), event, at);
        }
        if (happened instanceof Event.StageRetried event) {
            return retry(state, execution, event, at);
        }
        if (happened instanceof Event.StopRequested event) {
            return stop(execution, event, at);
        }
        return end(execution, happened, at);
    }

    private static Execution enter(PipelineState state, Execution execution, Event.StageEntered event, Instant at) {
        var first = Lifecycles.STAGE.first(event);
        var gates = state.gates().of(state.definitionOf(execution), event.stage());
        var run = StageRun.begin(event.stage(), first, gates, at);
        return execution.at(new Place.Inside(event.stage()), at).with(run, at);
    }

    private static Execution leave(Execution execution, String stage, Event event, Instant at) {
        var run = execution.stages().get(stage);
        return execution.at(Place.OFF, at).with(run.with(Lifecycles.STAGE.next(run.status(), event), at), at);
    }

    private static Execution end(Execution execution, OfExecution event, Instant at) {
        var status = Lifecycles.EXECUTION.next(execution.status(), event);
        return execution.at(Place.OFF, at).with(status, summary(execution, event), at);
    }

    private static String summary(Execution execution, OfExecution happened) {
        if (happened instanceof Event.ExecutionFailed event) {
            return event.summary();
        }
        if (happened instanceof Event.ExecutionSuperseded event) {
            return "Superseded in front of " + event.stage() + " by " + event.by();
        }
        if (happened instanceof Event.ExecutionStopped) {
            return execution.stop().map(StopRequest::reason).orElse("");
        }
        return "";
    }

    private static Execution stop(Execution execution, Event.StopRequested event, Instant at) {
        var stopping = execution
                .with(Lifecycles.EXECUTION.next(execution.status(), event), "", at)
                .with(Optional.of(new StopRequest(event.abandon(), event.reason(), event.by())), at);
        return stopping.inside()
                .map(stage -> stopping.stages().get(stage))
                .map(run -> stopping.with(run.with(Lifecycles.STAGE.next(run.status(), event), at), at))
                .orElse(stopping);
    }

    /** A retry is a way into the stage, too: it keeps the gates of the first entry, and adds those imposed since. */
    private static Execution retry(PipelineState state, Execution execution, Event.StageRetried event, Instant at) {
        var run = execution.stages().get(event.stage());
        boolean automated = event.trigger() == RetryTrigger.AUTOMATED;
        var again = new StageRun(
                run.stage(),
                Lifecycles.STAGE.next(run.status(), event),
                event.attempt(),
                event.mode() == RetryMode.ALL_ACTIONS ? event.attempt() : run.freshFrom(),
                run.automaticRetries() + (automated ? 1 : 0),
                run.manualRetries() + (automated ? 0 : 1),
                Optional.of(event.trigger()),
                Optional.of(at),
                run.entered(),
                at,
                run.actions(),
                run.conditions(),
                Optional.empty(),
                Gates.joined(run.gates(), state.gates().of(state.definitionOf(execution), event.stage())));
        return execution
                .at(new Place.Inside(event.stage()), at)
                .with(Lifecycles.EXECUTION.next(execution.status(), event), "", at)
                .with(Optional.empty(), at)
                .with(again, at);
    }
}

package io.jenkins.plugins.stagegate.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.stagegate.decision.Event;
import io.jenkins.plugins.stagegate.decision.Execution;
import io.jenkins.plugins.stagegate.decision.ExecutionStatus;
import io.jenkins.plugins.stagegate.decision.PipelineState;
import io.jenkins.plugins.stagegate.decision.Recorded;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What others are told of an event of the journal: CodePipeline 1.13, and our own kinds.
 *
 * <p>No secret is in it: of an action's configuration, of variables and of output variables nothing is told.
 */
public final class LifecycleEvents {
    private static final String STARTED = "STARTED";
    private static final String SUCCEEDED = "SUCCEEDED";
    private static final String FAILED = "FAILED";
    private static final String RESUMED = "RESUMED";
    private static final String STOPPING = "STOPPING";
    private static final String STOPPED = "STOPPED";
    private static final String SUPERSEDED = "SUPERSEDED";
    private static final String CANCELED = "CANCELED";
    private static final String ABANDONED = "ABANDONED";

    private final PipelineState before;
    private final Recorded recorded;
    private final PipelineState after;
    private final List<LifecycleEvent> told = new ArrayList<>();

    private LifecycleEvents(PipelineState before, Recorded recorded, PipelineState after) {
        this.before = before;
        this.recorded = recorded;
        this.after = after;
    }

    /**
     * What is told of one event; nothing, if it is of no interest outside.
     *
     * @param before the state before the event
     * @param after the state after this event
     */
    public static List<LifecycleEvent> of(PipelineState before, Recorded recorded, PipelineState after) {
        var events = new LifecycleEvents(before, recorded, after);
        if (recorded.event() instanceof Event.OfAction event) {
            events.action(event);
        } else if (recorded.event() instanceof Event.OfCondition event) {
            OwnDetails.condition(after, event).ifPresent(detail -> events.tell(LifecycleEvent.CONDITION, detail));
        } else if (recorded.event() instanceof Event.OfExecution event) {
            events.execution(event);
        } else if (recorded.event() instanceof Event.TransitionChanged event) {
            events.tell(LifecycleEvent.TRANSITION, OwnDetails.transition(after, event));
        } else if (recorded.event() instanceof Event.LineStopped event) {
            events.tell(LifecycleEvent.LINE, OwnDetails.lineStopped(after, event));
        } else if (recorded.event() instanceof Event.LineReleased event) {
            events.tell(LifecycleEvent.LINE, OwnDetails.lineReleased(before, event));
        }
        return List.copyOf(events.told);
    }

    private void tell(String kind, ObjectNode detail) {
        told.add(LifecycleEvent.of(after.name(), kind, recorded.at(), recorded.sequence(), told.size(), detail));
    }

    private void execution(Event.OfExecution happened) {
        var execution = after.execution(happened.execution()).orElseThrow();
        if (happened instanceof Event.ExecutionStarted) {
            pipeline(execution, STARTED);
        } else if (happened instanceof Event.StageReached event) {
            OwnDetails.outdated(after, event).forEach(detail -> tell(LifecycleEvent.APPROVAL, detail));
        } else if (happened instanceof Event.StageEntered event) {
            stage(execution, event.stage(), STARTED);
        } else if (happened instanceof Event.StageSucceeded event) {
            stage(execution, event.stage(), SUCCEEDED);
        } else if (happened instanceof Event.StageFailed event) {
            stage(execution, event.stage(), FAILED);
        } else if (happened instanceof Event.StageCancelled event) {
            stage(execution, event.stage(), CANCELED);
        } else if (happened instanceof Event.StageStopped event) {
            tell(
                    LifecycleEvent.STAGE,
                    Details.stop(Details.stage(after, execution, event.stage(), STOPPED), execution));
        } else if (happened instanceof Event.StageSkipped event) {
            var detail = Details.stage(after, execution, event.stage(), "SKIPPED");
            Details.put(detail, "summary", event.summary());
            tell(LifecycleEvent.STAGE_EXTRA, detail);
        } else if (happened instanceof Event.RetryScheduled event) {
            tell(
                    LifecycleEvent.STAGE_EXTRA,
                    Details.stage(after, execution, event.stage(), "RETRY_SCHEDULED")
                            .put("due", event.due().toString()));
        } else if (happened instanceof Event.StageRetried event) {
            pipeline(execution, RESUMED);
            stage(execution, event.stage(), RESUMED);
        } else if (happened instanceof Event.EntryForced event) {
            tell(LifecycleEvent.LINE, OwnDetails.forced(after, execution, event));
        } else if (happened instanceof Event.StopRequested) {
            stopping(execution);
        } else {
            end(execution, happened);
        }
    }

    /** Who asks again, in order to abandon what runs, changes no state. */
    private void stopping(Execution execution) {
        boolean already = before.execution(execution.id())
                .filter(known -> known.status() == ExecutionStatus.STOPPING)
                .isPresent();
        if (!already) {
            tell(LifecycleEvent.PIPELINE, Details.stop(Details.execution(after, execution, STOPPING), execution));
            execution
                    .inside()
                    .ifPresent(stage -> tell(
                            LifecycleEvent.STAGE,
                            Details.stop(Details.stage(after, execution, stage, STOPPING), execution)));
        }
    }

    private void end(Execution execution, Event.OfExecution happened) {
        if (happened instanceof Event.ExecutionSucceeded) {
            pipeline(execution, SUCCEEDED);
        } else if (happened instanceof Event.ExecutionFailed) {
            pipeline(execution, FAILED);
        } else if (happened instanceof Event.ExecutionSuperseded) {
            pipeline(execution, SUPERSEDED);
        } else if (happened instanceof Event.ExecutionStopped) {
            tell(LifecycleEvent.PIPELINE, Details.stop(Details.execution(after, execution, STOPPED), execution));
        }
    }

    private void pipeline(Execution execution, String change) {
        tell(LifecycleEvent.PIPELINE, Details.execution(after, execution, change));
    }

    private void stage(Execution execution, String stage, String change) {
        tell(LifecycleEvent.STAGE, Details.stage(after, execution, stage, change));
    }

    private void action(Event.OfAction happened) {
        var found = after.locate(happened).orElseThrow();
        change(happened).ifPresent(change -> tell(LifecycleEvent.ACTION, Details.action(after, found, change)));
        OwnDetails.approval(after, found, happened).ifPresent(detail -> tell(LifecycleEvent.APPROVAL, detail));
    }

    private static Optional<String> change(Event.OfAction happened) {
        if (happened instanceof Event.ActionStarted) {
            return Optional.of(STARTED);
        }
        if (happened instanceof Event.ActionSucceeded) {
            return Optional.of(SUCCEEDED);
        }
        if (happened instanceof Event.ActionFailed) {
            return Optional.of(FAILED);
        }
        return happened instanceof Event.ActionAbandoned ? Optional.of(ABANDONED) : Optional.empty();
    }
}

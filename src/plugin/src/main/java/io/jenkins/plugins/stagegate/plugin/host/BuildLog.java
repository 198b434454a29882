package io.jenkins.plugins.stagegate.plugin.host;

import hudson.model.TaskListener;
import io.jenkins.plugins.stagegate.decision.Event;
import io.jenkins.plugins.stagegate.decision.PipelineState;
import io.jenkins.plugins.stagegate.decision.Waiting;
import java.io.IOException;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** What the log of a build tells about its way through the stages. */
final class BuildLog {
    private static final Logger LOGGER = Logger.getLogger(BuildLog.class.getName());

    private BuildLog() {}

    static void tell(WorkflowRun run, Event.OfExecution event, PipelineState after) {
        line(event, after).ifPresent(line -> print(run, line));
    }

    private static void print(WorkflowRun run, String line) {
        listener(run).ifPresent(listener -> listener.getLogger().println("[Stage Gate] " + line));
    }

    /** What writes into the log of a build that runs. */
    static Optional<TaskListener> listener(WorkflowRun run) {
        try {
            return Optional.of(run.asFlowExecutionOwner().getListener());
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "Could not write to the log of " + run);
            return Optional.empty();
        }
    }

    private static Optional<String> line(Event.OfExecution happened, PipelineState after) {
        if (happened instanceof Event.ExecutionStarted event) {
            return Optional.of(Messages.BuildLog_started(event.number(), event.execution()));
        }
        if (happened instanceof Event.StageReached event) {
            return waiting(event, after);
        }
        if (happened instanceof Event.StageEntered event) {
            return Optional.of(Messages.BuildLog_entered(event.stage()));
        }
        if (happened instanceof Event.StageRetried event) {
            return Optional.of(Messages.BuildLog_retried(event.stage(), event.attempt(), event.by()));
        }
        if (happened instanceof Event.ActionStarted event && event.approval().isPresent()) {
            return Optional.of(Messages.BuildLog_asked(
                    event.action(), event.approval().get().message().orElse("")));
        }
        if (happened instanceof Event.ApprovalGiven event) {
            return Optional.of(Messages.BuildLog_approved(event.action(), event.by(), event.summary()));
        }
        if (happened instanceof Event.RuleStarted event) {
            return waiting(event, after);
        }
        if (happened instanceof Event.JobQueued event && event.number() == 1) {
            return Optional.of(Messages.BuildLog_jobQueued(event.action(), provider(event, after)));
        }
        if (happened instanceof Event.JobAcknowledged event) {
            return Optional.of(Messages.BuildLog_jobTaken(event.action()));
        }
        return ending(happened, after);
    }

    private static String provider(Event.JobQueued event, PipelineState after) {
        return after.locate(event.actionExecution())
                .map(found -> found.declaration(after).type().provider())
                .orElse("");
    }

    private static Optional<String> ending(Event.OfExecution happened, PipelineState after) {
        if (happened instanceof Event.ActionFailed event) {
            return Optional.of(Messages.BuildLog_actionFailed(
                    event.action(), event.failure().message()));
        }
        if (happened instanceof Event.ExecutionSuperseded event) {
            return Optional.of(Messages.BuildLog_superseded(event.stage(), newer(event, after)));
        }
        if (happened instanceof Event.StageSkipped event) {
            return Optional.of(Messages.BuildLog_skipped(event.stage(), event.summary()));
        }
        if (happened instanceof Event.StageCancelled event) {
            return Optional.of(Messages.BuildLog_cancelled(event.stage(), event.summary()));
        }
        if (happened instanceof Event.RetryScheduled event) {
            return Optional.of(Messages.BuildLog_retryScheduled(event.stage(), event.due()));
        }
        if (happened instanceof Event.StopRequested event) {
            return Optional.of(Messages.BuildLog_stopped(event.by(), event.reason()));
        }
        return Optional.empty();
    }

    private static String newer(Event.ExecutionSuperseded event, PipelineState after) {
        return after.execution(event.by())
                .map(execution -> String.valueOf(execution.start().number()))
                .orElse(event.by());
    }

    /** Of rules that steps look at, the steps tell. */
    private static Optional<String> waiting(Event.RuleStarted event, PipelineState after) {
        return after.execution(event.execution())
                .flatMap(execution ->
                        execution.stage(event.stage()).flatMap(stage -> StageWait.in(stage, execution, after)))
                .filter(wait -> wait.id().equals(event.ruleExecution()))
                .flatMap(wait -> Waiting.at(after, event.stage()).stream()
                        .filter(waiting -> waiting.execution().equals(event.execution())
                                && waiting.reason() == Waiting.Reason.CONDITION)
                        .findFirst())
                .map(waiting -> Messages.BuildLog_waitsIn(event.stage(), waiting.sentence()));
    }

    private static Optional<String> waiting(Event.StageReached event, PipelineState after) {
        return Waiting.at(after, event.stage()).stream()
                .filter(waiting ->
                        waiting.execution().equals(event.execution()) && waiting.reason() != Waiting.Reason.APPROVAL)
                .findFirst()
                .map(waiting -> Messages.BuildLog_waits(event.stage(), waiting.sentence()));
    }
}

package io.jenkins.plugins.stagegate.plugin.host;

import hudson.AbortException;
import io.jenkins.plugins.stagegate.decision.ActionFailure;
import java.util.Optional;
import java.util.stream.Collectors;
import jenkins.model.CauseOfInterruption;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.SynchronousResumeNotSupportedException;
import org.jenkinsci.plugins.workflow.steps.TimeoutStepExecution;

/** Why a flow could not finish an action, as the engine says it. */
final class Failures {
    private Failures() {}

    static ActionFailure of(Throwable problem) {
        if (problem instanceof ActionException refused) {
            return refused.failure();
        }
        if (problem instanceof SynchronousResumeNotSupportedException) {
            return new ActionFailure(ActionFailure.LOST, Messages.Failures_lost());
        }
        if (problem instanceof FlowInterruptedException interrupted) {
            return interruption(interrupted);
        }
        var text = Optional.ofNullable(problem.getMessage()).orElse(problem.toString());
        boolean plain = problem instanceof AbortException || problem.getMessage() != null;
        return new ActionFailure(ActionFailure.JOB_FAILED, plain ? text : problem.toString());
    }

    private static ActionFailure interruption(FlowInterruptedException interrupted) {
        var text = interrupted.getCauses().stream()
                .map(CauseOfInterruption::getShortDescription)
                .collect(Collectors.joining(", "));
        boolean late =
                interrupted.getCauses().stream().anyMatch(TimeoutStepExecution.ExceededTimeout.class::isInstance);
        return new ActionFailure(
                late ? ActionFailure.TIMED_OUT : ActionFailure.JOB_FAILED,
                text.isEmpty() ? Messages.Failures_interrupted() : text);
    }
}

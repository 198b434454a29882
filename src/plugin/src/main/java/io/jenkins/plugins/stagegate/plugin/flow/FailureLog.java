package io.jenkins.plugins.stagegate.plugin.flow;

import hudson.AbortException;
import hudson.Functions;
import hudson.model.TaskListener;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.MissingContextVariableException;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.SynchronousResumeNotSupportedException;

/** Says in the log of an action why it failed: nobody else does before the build ends, perhaps days later. */
final class FailureLog {
    private static final Logger LOGGER = Logger.getLogger(FailureLog.class.getName());

    private FailureLog() {}

    /**
     * Writes a failure into the log.
     *
     * @param branch a context at the first node of the action's branch, which has not ended yet
     */
    static void write(StepContext branch, Throwable failure) {
        try {
            write(branch.get(TaskListener.class), failure);
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "Cannot write to the log of " + branch, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the message says all to whoever wrote the definition, and where it was noticed in our code helps nobody. */
    private static boolean isPlain(Throwable failure) {
        return failure instanceof AbortException
                || failure instanceof MissingContextVariableException
                || failure instanceof SynchronousResumeNotSupportedException;
    }

    private static void write(TaskListener log, Throwable failure) {
        if (isPlain(failure)) {
            log.error(failure.getMessage());
        } else if (failure instanceof FlowInterruptedException interruption) {
            interruption.getCauses().forEach(cause -> cause.print(log));
        } else {
            Functions.printStackTrace(failure, log.error(Messages.FailureLog_failed()));
        }
    }
}

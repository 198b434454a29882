package io.jenkins.plugins.stagegate.plugin.flow;

import hudson.AbortException;
import hudson.Functions;
import hudson.model.TaskListener;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.support.actions.LogStorageAction;

/** Says in the log of an action why it failed: nobody else does before the build ends, perhaps days later. */
final class FailureLog {
    private static final Logger LOGGER = Logger.getLogger(FailureLog.class.getName());

    private FailureLog() {}

    /**
     * Writes a failure into the log.
     *
     * @param start the first node of the action's branch
     */
    static void write(FlowNode start, Throwable failure) {
        try {
            TaskListener log = LogStorageAction.listenerFor(start, null);
            write(log, failure);
            if (log instanceof AutoCloseable closeable) {
                closeable.close();
            }
        } catch (Exception e) {
            LOGGER.log(Level.WARNING, "Cannot write to the log of " + start, e);
        }
    }

    private static void write(TaskListener log, Throwable failure) {
        if (failure instanceof AbortException) {
            log.error(failure.getMessage());
        } else if (failure instanceof FlowInterruptedException interruption) {
            interruption.getCauses().forEach(cause -> cause.print(log));
        } else {
            Functions.printStackTrace(failure, log.error("The action failed"));
        }
    }
}

package io.jenkins.plugins.stagegate.plugin.flow;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.ExtensionPoint;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner;

/**
 * Learns that the steps of an action have ended.
 *
 * <p>Called on the run's lane after the end is on disk, so the listener may call back into the flow but should return soon.
 * After a crash between the two the call is lost: a host asks {@link ReleaseFlowExecution#actions()} when the run resumes.
 */
public interface ActionEndListener extends ExtensionPoint {
    /**
     * Reports the end of an action.
     *
     * @param failure why it failed; null if it succeeded. A {@link
     *     org.jenkinsci.plugins.workflow.steps.FlowInterruptedException} if it was stopped
     */
    void ended(FlowExecutionOwner owner, String actionExecutionId, @CheckForNull Throwable failure);
}

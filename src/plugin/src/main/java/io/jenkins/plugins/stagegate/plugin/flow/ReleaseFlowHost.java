package io.jenkins.plugins.stagegate.plugin.flow;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.ExtensionPoint;
import hudson.model.Result;
import jenkins.model.CauseOfInterruption;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner;

/**
 * Learns what happens to the runs of release pipelines that it was made the host of, and drives them through {@link
 * ReleaseFlowExecution}.
 *
 * <p>Called on the run's lane, so the host may call back into the flow but should return soon.
 */
public interface ReleaseFlowHost extends ExtensionPoint {
    /** Learns that a run has started. Called again after a crash in the first moment of a run. */
    void started(FlowExecutionOwner owner);

    /** Learns that a run goes on after a restart of Jenkins: its steps are back and go on. */
    void resumed(FlowExecutionOwner owner);

    /**
     * Learns that somebody aborted the run, or that it was killed or could not be loaded. The steps under way are interrupted
     * after the return; their ends are reported as usual, except after a kill.
     */
    void interrupted(FlowExecutionOwner owner, Result result, CauseOfInterruption... causes);

    /**
     * Learns that the steps of an action have ended, which is on disk then. After a crash between the two the call is lost: a
     * host asks {@link ReleaseFlow#actions()} when the run resumes.
     *
     * @param failure why it failed; null if it succeeded. A {@link
     *     org.jenkinsci.plugins.workflow.steps.FlowInterruptedException} if it was stopped
     */
    void ended(FlowExecutionOwner owner, String actionExecution, @CheckForNull Throwable failure);
}

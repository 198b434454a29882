package io.jenkins.plugins.stagegate.plugin.flow;

import hudson.ExtensionPoint;
import hudson.model.Result;
import jenkins.model.CauseOfInterruption;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner;

/**
 * Learns what happens to the run of a release pipeline as a whole, and drives it through {@link ReleaseFlowExecution}.
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
}

package io.jenkins.plugins.stagegate.plugin.flow.crash;

import hudson.model.Action;
import hudson.model.TaskListener;
import io.jenkins.plugins.stagegate.plugin.flow.ReleaseFlowExecution;
import java.io.IOException;
import java.util.List;
import org.jenkinsci.plugins.workflow.flow.FlowDefinition;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner;

/** The definition whose runs {@link CrashHost} drives. */
public final class CrashFlow extends FlowDefinition {
    @Override
    public FlowExecution create(FlowExecutionOwner owner, TaskListener listener, List<? extends Action> actions)
            throws IOException {
        return new ReleaseFlowExecution(owner, CrashHost.class);
    }
}

package io.jenkins.plugins.stagegate.plugin.host;

import hudson.Extension;
import hudson.model.Run;
import hudson.model.TaskListener;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** Waits until the engine says what people decided. Holds no executor and no thread. */
public final class ApprovalStep extends OwnStep {
    static final String NAME = "stageGateApproval";

    /** Waits for the approval action execution of that id. */
    @DataBoundConstructor
    public ApprovalStep(String id) {
        super(id);
    }

    @Override
    public StepExecution start(StepContext context) {
        return AwaitedAction.decision(context, getId());
    }

    /** Registers the step, which only actions use. */
    @Extension
    public static final class DescriptorImpl extends OwnStepDescriptor {
        public DescriptorImpl() {
            super(NAME, Messages._ApprovalStep_displayName(), Run.class, TaskListener.class);
        }
    }
}

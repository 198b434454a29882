package io.jenkins.plugins.stagegate.plugin.host;

import hudson.Extension;
import hudson.model.Run;
import hudson.model.TaskListener;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** Waits for a job worker outside to perform an action of a custom type. Holds no executor and no thread. */
public final class WorkerStep extends OwnStep {
    static final String NAME = "stageGateWorker";

    /** Waits for the worker that performs the action execution of that id. */
    @DataBoundConstructor
    public WorkerStep(String id) {
        super(id);
    }

    @Override
    public StepExecution start(StepContext context) {
        return AwaitedAction.work(context, getId(), Messages.WorkerStep_status());
    }

    /** Registers the step, which only actions use. */
    @Extension
    public static final class DescriptorImpl extends OwnStepDescriptor {
        public DescriptorImpl() {
            super(NAME, Messages._WorkerStep_displayName(), Run.class, TaskListener.class);
        }
    }
}

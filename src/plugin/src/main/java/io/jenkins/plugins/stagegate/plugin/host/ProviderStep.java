package io.jenkins.plugins.stagegate.plugin.host;

import hudson.Extension;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.stagegate.decision.ActionFailure;
import io.jenkins.plugins.stagegate.plugin.provider.ActionProvider;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** Lets a provider perform an action. */
public final class ProviderStep extends OwnStep {
    static final String NAME = "stageGateProvider";

    private final String provider;

    /** The action execution of that id, by the provider of that name. */
    @DataBoundConstructor
    public ProviderStep(String id, String provider) {
        super(id);
        this.provider = provider;
    }

    public String getProvider() {
        return provider;
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        var found = ActionProvider.find(provider)
                .orElseThrow(() -> new ActionException(
                        ActionFailure.CONFIGURATION, Messages.ActionProgram_unknownProvider(provider)));
        return found.start(
                new HostedAction(context, getId(), RunningAction.of((WorkflowRun) context.get(Run.class), getId())));
    }

    /** Registers the step, which only actions use. */
    @Extension
    public static final class DescriptorImpl extends OwnStepDescriptor {
        public DescriptorImpl() {
            super(NAME, Messages._ProviderStep_displayName(), Run.class, TaskListener.class);
        }

        @Override
        String shown() {
            return "provider";
        }
    }
}

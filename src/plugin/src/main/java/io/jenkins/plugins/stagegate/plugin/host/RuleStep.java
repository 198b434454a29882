package io.jenkins.plugins.stagegate.plugin.host;

import hudson.AbortException;
import hudson.Extension;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.stagegate.plugin.provider.RuleProvider;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** Lets a provider look at a rule. */
public final class RuleStep extends OwnStep {
    static final String NAME = "stageGateRule";

    private final String provider;

    /** The rule execution of that id, by the provider of that name. */
    @DataBoundConstructor
    public RuleStep(String id, String provider) {
        super(id);
        this.provider = provider;
    }

    public String getProvider() {
        return provider;
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        var found = RuleProvider.find(provider)
                .orElseThrow(() -> new AbortException(Messages.RuleStep_unknownProvider(provider)));
        var state = Pipelines.get()
                .of(((WorkflowRun) context.get(Run.class)).getParent())
                .state();
        var check = RunningRule.find(state, getId())
                .orElseThrow(() -> new AbortException(Messages.RunningAction_unknown(getId())));
        return found.look(new HostedRule(context, getId(), check.rule()));
    }

    /** Registers the step, which only conditions use. */
    @Extension
    public static final class DescriptorImpl extends OwnStepDescriptor {
        public DescriptorImpl() {
            super(NAME, Messages._RuleStep_displayName(), Run.class, TaskListener.class);
        }

        @Override
        String shown() {
            return "provider";
        }
    }
}

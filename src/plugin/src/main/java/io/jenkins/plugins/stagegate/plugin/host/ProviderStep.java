package io.jenkins.plugins.stagegate.plugin.host;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.stagegate.decision.ActionFailure;
import io.jenkins.plugins.stagegate.plugin.provider.ActionProvider;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** Lets a provider perform an action. */
public final class ProviderStep extends Step {
    static final String NAME = "stageGateProvider";

    private final String id;
    private final String provider;

    /** The action execution of that id, by the provider of that name. */
    @DataBoundConstructor
    public ProviderStep(String id, String provider) {
        this.id = id;
        this.provider = provider;
    }

    public String getId() {
        return id;
    }

    public String getProvider() {
        return provider;
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        var found = ActionProvider.find(provider)
                .orElseThrow(() -> new ActionException(
                        ActionFailure.CONFIGURATION, Messages.ActionProgram_unknownProvider(provider)));
        return found.start(new HostedAction(context, id, RunningAction.of((WorkflowRun) context.get(Run.class), id)));
    }

    /** Registers the step, which only actions use. */
    @Extension
    public static final class DescriptorImpl extends StepDescriptor {
        @Override
        public String getFunctionName() {
            return NAME;
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.ProviderStep_displayName();
        }

        @Override
        public boolean isAdvanced() {
            return true;
        }

        @Override
        public String argumentsToString(@NonNull Map<String, Object> arguments) {
            return arguments.get("provider") instanceof String name ? name : null;
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, TaskListener.class);
        }
    }
}

package io.jenkins.plugins.stagegate.plugin.trigger;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Descriptor;
import hudson.model.DescriptorVisibilityFilter;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.JobProperty;
import hudson.model.JobPropertyDescriptor;
import io.jenkins.plugins.stagegate.plugin.job.ReleaseDefinition;
import io.jenkins.plugins.stagegate.plugin.ui.Audited;
import java.util.ArrayList;
import java.util.List;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.StaplerRequest2;

/** The secrets of hooks that may start the pipeline of one job. */
public final class JobHooks extends JobProperty<WorkflowJob> {
    private final List<HookSecret> secrets;

    @DataBoundConstructor
    public JobHooks(List<HookSecret> secrets) {
        this.secrets = secrets == null ? new ArrayList<>() : new ArrayList<>(secrets);
    }

    public List<HookSecret> getSecrets() {
        return secrets == null ? List.of() : List.copyOf(secrets);
    }

    /** The form of a job's secrets. */
    @Extension
    @Symbol("stageGateHooks")
    public static final class DescriptorImpl extends JobPropertyDescriptor {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.JobHooks_displayName();
        }

        @SuppressWarnings("rawtypes") // As Jenkins asks.
        @Override
        public boolean isApplicable(Class<? extends Job> kind) {
            return WorkflowJob.class.isAssignableFrom(kind);
        }

        @Override
        public JobProperty<?> newInstance(StaplerRequest2 request, @NonNull JSONObject form) throws FormException {
            return form.has("secrets") ? super.newInstance(request, form) : null;
        }
    }

    /** Shows the form at release pipelines, and where somebody has given secrets, so that these can be taken away. */
    @Extension
    public static final class Shown extends DescriptorVisibilityFilter {
        @SuppressWarnings("rawtypes") // As Jenkins asks.
        @Override
        public boolean filter(Object context, @NonNull Descriptor descriptor) {
            return !(descriptor instanceof DescriptorImpl)
                    || context instanceof WorkflowJob job
                            && (job.getDefinition() instanceof ReleaseDefinition
                                    || job.getProperty(JobHooks.class) != null);
        }
    }

    /** Has changes of the secrets noted. */
    @Extension
    public static final class Noted implements Audited {
        @Override
        public String what() {
            return HookSecret.WHAT;
        }

        @Override
        public State of(Item item) {
            var property = item instanceof WorkflowJob job ? job.getProperty(JobHooks.class) : null;
            return property == null ? State.NOTHING : HookSecret.state(property.getSecrets());
        }
    }
}

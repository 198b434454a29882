package io.jenkins.plugins.stagegate.plugin.job;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Action;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.TaskListener;
import hudson.util.FormValidation;
import io.jenkins.plugins.stagegate.plugin.host.Releases;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.workflow.flow.FlowDefinition;
import org.jenkinsci.plugins.workflow.flow.FlowDefinitionDescriptor;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.interceptor.RequirePOST;

/** A release pipeline whose text stands in the job's own configuration. */
public final class ReleasePipelineDefinition extends FlowDefinition implements ReleaseDefinition {
    private final String script;

    @DataBoundConstructor
    public ReleasePipelineDefinition(String script) {
        this.script = Objects.requireNonNullElse(script, "");
    }

    public String getScript() {
        return script;
    }

    @Override
    public FlowExecution create(FlowExecutionOwner owner, TaskListener listener, List<? extends Action> actions)
            throws Exception {
        return Releases.create(owner, listener, () -> new DefinitionText(DefinitionText.FILE, script));
    }

    /** The form of a {@link ReleasePipelineDefinition}. */
    @Extension
    @Symbol("releasePipeline")
    public static final class DescriptorImpl extends FlowDefinitionDescriptor {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.ReleasePipelineDefinition_displayName();
        }

        /** Definitions to begin with. */
        public List<DefinitionSample> getSamples() throws IOException {
            return DefinitionSample.all();
        }

        /** Checks the text as it is typed. */
        @RequirePOST
        @Restricted(NoExternalUse.class)
        public FormValidation doCheckScript(@AncestorInPath Job<?, ?> job, @QueryParameter String value) {
            if (job == null || !job.hasPermission(Item.CONFIGURE) || value == null || value.isBlank()) {
                return FormValidation.ok();
            }
            return DefinitionCheck.of(new DefinitionText(DefinitionText.FILE, value), job);
        }
    }
}

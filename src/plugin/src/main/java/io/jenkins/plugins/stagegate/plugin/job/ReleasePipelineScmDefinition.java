package io.jenkins.plugins.stagegate.plugin.job;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Action;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.TaskListener;
import hudson.scm.SCM;
import hudson.scm.SCMDescriptor;
import hudson.util.FormValidation;
import io.jenkins.plugins.stagegate.arrival.Watched;
import io.jenkins.plugins.stagegate.plugin.host.Releases;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.workflow.flow.FlowDefinition;
import org.jenkinsci.plugins.workflow.flow.FlowDefinitionDescriptor;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.Stapler;
import org.kohsuke.stapler.interceptor.RequirePOST;

/** A release pipeline whose text is a file in a repository. The file is read anew for each build. */
public final class ReleasePipelineScmDefinition extends FlowDefinition implements ReleaseDefinition {
    private final SCM scm;
    private String scriptPath = DefinitionText.FILE;
    private boolean lightweight = true;

    @DataBoundConstructor
    public ReleasePipelineScmDefinition(SCM scm) {
        this.scm = Objects.requireNonNull(scm, "scm");
    }

    public SCM getScm() {
        return scm;
    }

    public String getScriptPath() {
        return scriptPath;
    }

    /** Sets the file's path in the repository. */
    @DataBoundSetter
    public void setScriptPath(String scriptPath) {
        var path = Util.fixEmptyAndTrim(scriptPath);
        this.scriptPath = path == null ? DefinitionText.FILE : path;
    }

    public boolean isLightweight() {
        return lightweight;
    }

    /** Sets whether to read the one file without a checkout, where the SCM can do so. */
    @DataBoundSetter
    public void setLightweight(boolean lightweight) {
        this.lightweight = lightweight;
    }

    @Override
    public Collection<? extends SCM> getSCMs() {
        return List.of(scm);
    }

    @Override
    public Optional<SCM> repository(WorkflowRun build, TaskListener listener) {
        return Optional.of(scm);
    }

    @Override
    public Optional<Watched> watched(WorkflowJob job, String action) {
        return GitPlugin.isThere()
                ? GitPlugin.address(scm).map(address -> Watched.of(action, address, true))
                : Optional.empty();
    }

    @Override
    public List<Action> pin(WorkflowJob job, String on, String commit) {
        return GitPlugin.isThere() ? GitPlugin.pin(scm, on, commit) : List.of();
    }

    @Override
    public List<Action> at(String commit) {
        return GitPlugin.isThere() ? GitPlugin.at(scm, commit) : List.of();
    }

    @Override
    public Optional<DefinitionText> peek(WorkflowJob job) throws IOException, InterruptedException {
        return new DefinitionFile(scm, scriptPath, lightweight).peek(job);
    }

    @Override
    public FlowExecution create(FlowExecutionOwner owner, TaskListener listener, List<? extends Action> actions)
            throws Exception {
        var file = new DefinitionFile(scm, scriptPath, lightweight);
        return Releases.create(owner, listener, () -> file.read(owner, listener));
    }

    /** The form of a {@link ReleasePipelineScmDefinition}. */
    @Extension
    @Symbol("releasePipelineScm")
    public static final class DescriptorImpl extends FlowDefinitionDescriptor {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.ReleasePipelineScmDefinition_displayName();
        }

        /** The kinds of repository that the job can use. */
        public Collection<? extends SCMDescriptor<?>> getApplicableDescriptors() {
            var request = Stapler.getCurrentRequest2();
            return SCM._for(request == null ? null : request.findAncestorObject(Job.class));
        }

        /** Checks that the path stays in the repository. */
        @RequirePOST
        @Restricted(NoExternalUse.class)
        public FormValidation doCheckScriptPath(@AncestorInPath Job<?, ?> job, @QueryParameter String value) {
            if (job == null
                    || !job.hasPermission(Item.CONFIGURE)
                    || value == null
                    || DefinitionFile.staysInside(value)) {
                return FormValidation.ok();
            }
            return FormValidation.error(Messages.DefinitionFile_leavesRepository(value));
        }
    }
}

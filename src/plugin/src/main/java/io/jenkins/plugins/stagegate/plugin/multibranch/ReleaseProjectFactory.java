package io.jenkins.plugins.stagegate.plugin.multibranch;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.stagegate.plugin.job.DefinitionText;
import jenkins.branch.MultiBranchProjectFactory;
import jenkins.branch.MultiBranchProjectFactoryDescriptor;
import jenkins.scm.api.SCMSource;
import jenkins.scm.api.SCMSourceCriteria;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.variant.OptionalExtension;
import org.jenkinsci.plugins.workflow.multibranch.AbstractWorkflowMultiBranchProjectFactory;
import org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.interceptor.RequirePOST;

/**
 * Recognizes the repositories of an organization that have a branch or pull request with a release pipeline file; each becomes
 * a multibranch project.
 */
public final class ReleaseProjectFactory extends AbstractWorkflowMultiBranchProjectFactory {
    private String scriptPath = DefinitionText.FILE;

    @DataBoundConstructor
    public ReleaseProjectFactory() {}

    public String getScriptPath() {
        return scriptPath;
    }

    /** Sets the file's path in the repositories. */
    @DataBoundSetter
    public void setScriptPath(String scriptPath) {
        this.scriptPath = branches(scriptPath).getScriptPath();
    }

    private static ReleaseBranchFactory branches(String scriptPath) {
        var factory = new ReleaseBranchFactory();
        factory.setScriptPath(scriptPath);
        return factory;
    }

    @Override
    protected SCMSourceCriteria getSCMSourceCriteria(@NonNull SCMSource source) {
        return branches(scriptPath).getSCMSourceCriteria(source);
    }

    @Override
    protected void customize(WorkflowMultiBranchProject project) {
        project.setProjectFactory(branches(scriptPath));
    }

    /** The form of a {@link ReleaseProjectFactory}. */
    @OptionalExtension(requirePlugins = "workflow-multibranch")
    @Symbol("releasePipelineFiles")
    public static final class DescriptorImpl extends MultiBranchProjectFactoryDescriptor {
        /** None: an organization that somebody sets up looks for ordinary files until they say otherwise. */
        @Override
        public MultiBranchProjectFactory newInstance() {
            return null;
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.ReleaseBranchFactory_displayName();
        }

        /** Checks that the path stays in the repository. */
        @RequirePOST
        public FormValidation doCheckScriptPath(@AncestorInPath Item item, @QueryParameter String value) {
            return ReleaseBranchFactory.checkScriptPath(item, value);
        }
    }
}

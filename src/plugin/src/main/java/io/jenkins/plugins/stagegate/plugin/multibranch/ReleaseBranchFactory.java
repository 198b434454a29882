package io.jenkins.plugins.stagegate.plugin.multibranch;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Util;
import hudson.model.Item;
import hudson.model.TaskListener;
import hudson.util.FormValidation;
import io.jenkins.plugins.stagegate.plugin.job.DefinitionFile;
import io.jenkins.plugins.stagegate.plugin.job.DefinitionText;
import java.io.IOException;
import jenkins.scm.api.SCMProbeStat;
import jenkins.scm.api.SCMSource;
import jenkins.scm.api.SCMSourceCriteria;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.variant.OptionalExtension;
import org.jenkinsci.plugins.workflow.flow.FlowDefinition;
import org.jenkinsci.plugins.workflow.multibranch.AbstractWorkflowBranchProjectFactory;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.interceptor.RequirePOST;

/** Recognizes the branches that have a release pipeline file; each becomes a pipeline of its own. */
public final class ReleaseBranchFactory extends AbstractWorkflowBranchProjectFactory {
    private String scriptPath = DefinitionText.FILE;

    @DataBoundConstructor
    public ReleaseBranchFactory() {}

    public String getScriptPath() {
        return scriptPath;
    }

    /** Sets the file's path in the repository. */
    @DataBoundSetter
    public void setScriptPath(String scriptPath) {
        var path = Util.fixEmptyAndTrim(scriptPath);
        this.scriptPath = path == null ? DefinitionText.FILE : path;
    }

    @Override
    protected FlowDefinition createDefinition() {
        return new BranchDefinition(scriptPath);
    }

    @Override
    protected SCMSourceCriteria getSCMSourceCriteria(@NonNull SCMSource source) {
        return new HasFile(scriptPath);
    }

    private record HasFile(String path) implements SCMSourceCriteria {
        @Override
        public boolean isHead(@NonNull Probe probe, @NonNull TaskListener listener) throws IOException {
            SCMProbeStat stat = probe.stat(path);
            boolean there =
                    DefinitionFile.staysInside(path) && stat.getType().name().equals("REGULAR_FILE");
            listener.getLogger()
                    .println(
                            there
                                    ? Messages.ReleaseBranchFactory_found(path)
                                    : Messages.ReleaseBranchFactory_notFound(path));
            return there;
        }
    }

    /** The form of a {@link ReleaseBranchFactory}. */
    @OptionalExtension(requirePlugins = "workflow-multibranch")
    @Symbol("releasePipelineFile")
    public static final class DescriptorImpl extends AbstractWorkflowBranchProjectFactoryDescriptor {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.ReleaseBranchFactory_displayName();
        }

        /** Checks that the path stays in the repository. */
        @RequirePOST
        public FormValidation doCheckScriptPath(@AncestorInPath Item item, @QueryParameter String value) {
            return checkScriptPath(item, value);
        }
    }

    static FormValidation checkScriptPath(Item item, String value) {
        return item == null || !item.hasPermission(Item.CONFIGURE) || value == null || DefinitionFile.staysInside(value)
                ? FormValidation.ok()
                : FormValidation.error(Messages.ReleaseBranchFactory_leavesRepository(value));
    }
}

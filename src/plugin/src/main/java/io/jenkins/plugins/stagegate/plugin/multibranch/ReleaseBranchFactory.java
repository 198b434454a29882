package io.jenkins.plugins.stagegate.plugin.multibranch;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Util;
import hudson.model.Item;
import hudson.model.TaskListener;
import hudson.util.FormValidation;
import io.jenkins.plugins.stagegate.plugin.host.Pipelines;
import io.jenkins.plugins.stagegate.plugin.job.DefinitionFile;
import io.jenkins.plugins.stagegate.plugin.job.DefinitionText;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.branch.Branch;
import jenkins.scm.api.SCMProbeStat;
import jenkins.scm.api.SCMSource;
import jenkins.scm.api.SCMSourceCriteria;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.variant.OptionalExtension;
import org.jenkinsci.plugins.workflow.flow.FlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.multibranch.AbstractWorkflowBranchProjectFactory;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.interceptor.RequirePOST;

/** Recognizes the branches that have a release pipeline file; each becomes a pipeline of its own. */
public final class ReleaseBranchFactory extends AbstractWorkflowBranchProjectFactory {
    private static final Logger LOGGER = Logger.getLogger(ReleaseBranchFactory.class.getName());

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

    /** The scan that finds a branch gone deletes its job at once, unless a build of it is kept. */
    @NonNull
    @Override
    public WorkflowJob setBranch(@NonNull WorkflowJob job, @NonNull Branch branch) {
        var same = super.setBranch(job, branch);
        if (branch instanceof Branch.Dead) {
            try {
                Pipelines.get().of(same).reviewKept();
            } catch (IOException e) {
                LOGGER.log(Level.WARNING, e, () -> "Could not let go of the builds of " + job);
            }
        }
        return same;
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

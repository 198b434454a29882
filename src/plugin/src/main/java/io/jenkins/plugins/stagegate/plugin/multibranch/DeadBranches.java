package io.jenkins.plugins.stagegate.plugin.multibranch;

import io.jenkins.plugins.stagegate.plugin.host.Retirement;
import jenkins.branch.Branch;
import org.jenkinsci.plugins.variant.OptionalExtension;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.multibranch.BranchJobProperty;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The jobs of branches that their repository does not have any more. */
@OptionalExtension(requirePlugins = "workflow-multibranch")
@Restricted(NoExternalUse.class)
public final class DeadBranches implements Retirement {
    @Override
    public boolean isRetired(WorkflowJob job) {
        var branch = job.getProperty(BranchJobProperty.class);
        return branch != null && branch.getBranch() instanceof Branch.Dead;
    }
}

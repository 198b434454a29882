package io.jenkins.plugins.stagegate.plugin.host;

import hudson.ExtensionList;
import hudson.ExtensionPoint;
import io.jenkins.plugins.stagegate.plugin.job.ReleaseDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;

/**
 * Knows jobs that are only there until somebody deletes them. Nothing is started in them any more, so they need no old artifacts. A
 * job that has another kind of definition now is like them.
 */
public interface Retirement extends ExtensionPoint {
    /** Whether this one knows the job as one of those. Any thread may ask. */
    boolean isRetired(WorkflowJob job);

    /** Whether the job is one of those. */
    static boolean of(WorkflowJob job) {
        return !(job.getDefinition() instanceof ReleaseDefinition)
                || ExtensionList.lookup(Retirement.class).stream().anyMatch(one -> one.isRetired(job));
    }
}

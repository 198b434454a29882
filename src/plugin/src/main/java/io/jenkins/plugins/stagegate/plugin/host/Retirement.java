package io.jenkins.plugins.stagegate.plugin.host;

import hudson.ExtensionList;
import hudson.ExtensionPoint;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;

/** Knows jobs that are only there until somebody deletes them. Nothing is started in them any more, so they need no old artifacts. */
public interface Retirement extends ExtensionPoint {
    /** Whether the job is one of those. Any thread may ask. */
    boolean isRetired(WorkflowJob job);

    /** Whether anybody says so of the job. */
    static boolean of(WorkflowJob job) {
        return ExtensionList.lookup(Retirement.class).stream().anyMatch(one -> one.isRetired(job));
    }
}

package io.jenkins.plugins.stagegate.plugin.flow;

import hudson.Extension;
import hudson.model.Item;
import hudson.model.listeners.ItemListener;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;

/** Lets the runs of a job follow it when it is renamed or moved. */
@Extension
public final class MovedRuns extends ItemListener {
    @Override
    public void onLocationChanged(Item item, String oldFullName, String newFullName) {
        if (item instanceof WorkflowJob job) {
            LiveRuns.all().forEach(run -> run.follow(job));
        }
    }
}

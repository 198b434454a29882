package io.jenkins.plugins.stagegate.plugin.host;

import hudson.Extension;
import hudson.model.Queue;
import hudson.model.queue.QueueListener;
import io.jenkins.plugins.stagegate.plugin.job.ReleaseDefinition;
import java.io.File;
import jenkins.model.Jenkins;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.support.steps.ExecutorStepExecution.PlaceholderTask;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Keeps Jenkins' queue on disk from naming actions that have begun meanwhile.
 *
 * <p>Jenkins saves its queue a minute after something has changed. After a crash in that minute it would give such an action an executor
 * as if it had to begin, and Pipeline would end what the action is doing, since its workspace is taken.
 */
@Extension
@Restricted(NoExternalUse.class)
public final class QueueFile extends QueueListener {
    @Override
    public void onLeft(Queue.LeftItem item) {
        if (item.task instanceof PlaceholderTask
                && item.task.getOwnerTask() instanceof WorkflowJob job
                && job.getDefinition() instanceof ReleaseDefinition) {
            Timer.get().execute(() -> forget(item));
        }
    }

    /** Most have not waited for so long that they were saved. */
    private static void forget(Queue.LeftItem item) {
        var jenkins = Jenkins.getInstanceOrNull();
        if (jenkins != null && new File(jenkins.getRootDir(), "queue.xml").lastModified() >= item.getInQueueSince()) {
            jenkins.getQueue().save();
        }
    }
}

package io.jenkins.plugins.stagegate.plugin.trigger;

import hudson.Extension;
import hudson.model.Queue;
import hudson.model.queue.QueueListener;
import io.jenkins.plugins.stagegate.plugin.host.StartRequest;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Tells triggers of builds that somebody took out of the queue, so that they do not ask for them again. */
@Extension
@Restricted(NoExternalUse.class)
public final class CancelledStarts extends QueueListener {
    @Override
    public void onLeft(Queue.LeftItem item) {
        var request = item.getAction(StartRequest.class);
        if (item.isCancelled() && request != null && item.task instanceof WorkflowJob job) {
            Triggers.get().of(job).ifPresent(found -> found.triggered().cancelled(request.clientToken()));
        }
    }
}

package io.jenkins.plugins.stagegate.plugin.wire;

import hudson.Extension;
import hudson.model.Item;
import hudson.model.listeners.ItemListener;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Lets tags and webhooks follow jobs that are renamed, moved or deleted, with their folders or alone: whoever makes a job of a
 * former name gets nothing that belonged to the other.
 */
@Extension
@Restricted(NoExternalUse.class)
public final class FollowedNames extends ItemListener {
    private static final Logger LOGGER = Logger.getLogger(FollowedNames.class.getName());

    @Override
    public void onLocationChanged(Item item, String oldFullName, String newFullName) {
        if (item instanceof WorkflowJob) {
            try {
                WireAction.get().belongings().move(PipelineNames.of(oldFullName), PipelineNames.of(newFullName));
            } catch (IOException e) {
                LOGGER.log(Level.WARNING, e, () -> "Tags and webhooks still belong to " + oldFullName);
            }
        }
    }

    @Override
    public void onDeleted(Item item) {
        if (item instanceof WorkflowJob) {
            try {
                WireAction.get().belongings().remove(PipelineNames.of(item.getFullName()));
            } catch (IOException e) {
                LOGGER.log(Level.WARNING, e, () -> "There still are tags and webhooks of " + item.getFullName());
            }
        }
    }
}

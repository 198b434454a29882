package io.jenkins.plugins.stagegate.plugin.ui;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.XmlFile;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Saveable;
import hudson.model.listeners.ItemListener;
import hudson.model.listeners.SaveableListener;
import hudson.security.ACL;
import io.jenkins.plugins.stagegate.plugin.job.ReleaseDefinition;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;

/**
 * The jobs that have release pipelines, for what is on every page of Jenkins. They are looked for again only when an item has
 * changed. May be used by any thread.
 */
@Extension
public final class ReleaseJobs extends ItemListener {
    private final AtomicLong changes = new AtomicLong();
    private volatile Found found = new Found(-1, List.of());

    /** @param at how many changes there had been when they were looked for */
    private record Found(long at, List<WorkflowJob> jobs) {}

    static ReleaseJobs get() {
        return ExtensionList.lookupSingleton(ReleaseJobs.class);
    }

    /** Those below a group that the asker may read. */
    Stream<WorkflowJob> readable(ItemGroup<?> group) {
        var below = group.getFullName().isEmpty() ? "" : group.getFullName() + "/";
        return jobs().stream().filter(job -> job.getFullName().startsWith(below) && job.hasPermission(Item.READ));
    }

    private List<WorkflowJob> jobs() {
        var known = found;
        long now = changes.get();
        if (known.at() != now) {
            known = new Found(now, look());
            found = known;
        }
        return known.jobs();
    }

    private static List<WorkflowJob> look() {
        try (var all = ACL.as2(ACL.SYSTEM2)) {
            return StreamSupport.stream(
                            Jenkins.get().allItems(WorkflowJob.class).spliterator(), false)
                    .filter(job -> job.getDefinition() instanceof ReleaseDefinition)
                    .toList();
        }
    }

    private void changed() {
        changes.incrementAndGet();
    }

    @Override
    public void onLoaded() {
        changed();
    }

    @Override
    public void onCreated(Item item) {
        changed();
    }

    @Override
    public void onCopied(Item source, Item item) {
        changed();
    }

    @Override
    public void onUpdated(Item item) {
        changed();
    }

    @Override
    public void onDeleted(Item item) {
        changed();
    }

    @Override
    public void onLocationChanged(Item item, String oldName, String newName) {
        changed();
    }

    /** A job that programs give another definition is saved, and nothing else says so. */
    @Extension
    public static final class Saves extends SaveableListener {
        @Override
        public void onChange(Saveable saved, XmlFile file) {
            if (saved instanceof WorkflowJob) {
                get().changed();
            }
        }
    }
}

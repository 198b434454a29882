package io.jenkins.plugins.stagegate.plugin.host;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.init.Terminator;
import hudson.model.Item;
import hudson.model.listeners.ItemListener;
import hudson.security.ACL;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionList;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;

/**
 * The pipelines that are at work, one for each job, opened when first asked for. One in which nothing is under way lets go of its
 * files after a while, and opens them again when it is asked for. Follows jobs that are renamed, moved or
 * deleted.
 *
 * <p>They are known by the job itself: while a job is being renamed, its name is of no use.
 */
@Extension
public final class Pipelines extends ItemListener {
    private static final Logger LOGGER = Logger.getLogger(Pipelines.class.getName());

    private final Map<WorkflowJob, JobPipeline> open = new ConcurrentHashMap<>();
    /** Those whose names others may have by now. */
    private final Set<WorkflowJob> deleted =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    private volatile Clock clock = Clock.systemUTC();

    /** The one collection there is. */
    public static Pipelines get() {
        return ExtensionList.lookupSingleton(Pipelines.class);
    }

    /** The time that all pipelines go by. */
    public Clock clock() {
        return clock;
    }

    /** Lets the pipelines that are opened from now on go by another clock. */
    void goBy(Clock other) {
        clock = other;
    }

    /**
     * The pipeline of that job.
     *
     * @throws IOException if the job was deleted, or its journal cannot be read; the message says why and how to mend it
     */
    public JobPipeline of(WorkflowJob asked) throws IOException {
        var job = current(asked);
        var known = open.get(job);
        if (known != null) {
            known.wake();
            return known;
        }
        JobPipeline opened;
        synchronized (this) {
            known = open.get(job);
            if (known != null) {
                known.wake();
                return known;
            }
            requireThere(job);
            var former = former(job);
            if (former.isPresent()) {
                former.get().goOnIn(job);
                open.put(job, former.get());
                former.get().wake();
                return former.get();
            }
            opened = JobPipeline.open(job, clock);
            open.put(job, opened);
        }
        try {
            requireThere(job);
        } catch (IOException e) {
            close(job);
            throw e;
        }
        opened.mindBuilds();
        return opened;
    }

    /**
     * The job as Jenkins knows it now. When Jenkins reads its configuration anew there is another object for the same job, while
     * builds that are under way still belong to the one before.
     */
    private WorkflowJob current(WorkflowJob job) {
        return !deleted.contains(job) && find(job) instanceof WorkflowJob found ? found : job;
    }

    private static Item find(WorkflowJob job) {
        try (var all = ACL.as2(ACL.SYSTEM2)) {
            Objects.requireNonNull(all);
            return Jenkins.get().getItemByFullName(job.getFullName());
        }
    }

    /** Requests may still come for a job that is being deleted, and while there is another one of its name already. */
    private static void requireThere(WorkflowJob job) throws IOException {
        var current = find(job);
        if (!job.getRootDir().isDirectory() || current != null && current != job) {
            throw new IOException(Messages.Pipelines_deleted(job.getFullName()));
        }
    }

    /** The pipeline that was opened for the job before Jenkins read its configuration anew; no longer known by that. */
    private Optional<JobPipeline> former(WorkflowJob job) {
        return open.keySet().stream()
                .filter(other -> other.getFullName().equals(job.getFullName()))
                .findFirst()
                .map(open::remove);
    }

    /** The pipelines that somebody asked for already: all that have something under way, and more. Those at rest stay so. */
    public Collection<JobPipeline> atWork() {
        return List.copyOf(open.values());
    }

    @Override
    public void onDeleted(Item item) {
        if (item instanceof WorkflowJob job) {
            deleted.add(job);
            close(job);
            former(job).ifPresent(Pipelines::close);
        }
    }

    private void close(WorkflowJob job) {
        Optional.ofNullable(open.remove(job)).ifPresent(Pipelines::close);
    }

    /** The journal moved with the job's folder, while executions were under way in it. */
    @Override
    public void onLocationChanged(Item item, String oldFullName, String newFullName) {
        if (item instanceof WorkflowJob job && open.containsKey(job)) {
            var pipeline = open.get(job);
            try {
                pipeline.follow();
            } catch (IOException e) {
                LOGGER.log(Level.WARNING, e, () -> "Could not go on with " + pipeline);
                open.remove(job, pipeline);
            }
        }
    }

    /** Lets those rest in which nothing is under way, and for which nobody asked for so long. */
    public void letRest(Duration unused) {
        for (JobPipeline pipeline : atWork()) {
            try {
                pipeline.rest(unused);
            } catch (IOException e) {
                LOGGER.log(Level.WARNING, "Could not close " + pipeline, e);
            }
        }
    }

    private static void close(JobPipeline pipeline) {
        try {
            pipeline.close();
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "Could not close " + pipeline, e);
        }
    }

    /** Ends the work in good order when Jenkins does, after the flows that report to it. */
    @Terminator(requires = FlowExecutionList.EXECUTIONS_SUSPENDED)
    public static void closeAll() {
        var pipelines = get().open;
        pipelines.values().forEach(Pipelines::close);
        pipelines.clear();
    }
}

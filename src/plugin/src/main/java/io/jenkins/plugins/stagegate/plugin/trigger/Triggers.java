package io.jenkins.plugins.stagegate.plugin.trigger;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Item;
import hudson.model.listeners.ItemListener;
import hudson.security.ACL;
import io.jenkins.plugins.stagegate.plugin.host.JobPipeline;
import io.jenkins.plugins.stagegate.plugin.host.KeptPipeline;
import io.jenkins.plugins.stagegate.plugin.host.Pipelines;
import io.jenkins.plugins.stagegate.plugin.job.ReleaseDefinition;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;

/**
 * The triggers that are at work, of each job whose definition has some. Follows what definitions say, and jobs that are renamed, moved
 * or deleted; after a start of Jenkins those listen again that listened before.
 */
@Extension
public final class Triggers extends ItemListener {
    private static final Logger LOGGER = Logger.getLogger(Triggers.class.getName());

    private final Map<WorkflowJob, JobTriggers> open = new ConcurrentHashMap<>();

    /** The one collection there is. */
    public static Triggers get() {
        return ExtensionList.lookupSingleton(Triggers.class);
    }

    /** The triggers of a job, if its definition has or had some. Opens nothing. */
    public Optional<JobTriggers> of(WorkflowJob job) {
        return Optional.ofNullable(open.get(job));
    }

    /** All that are at work, by what definitions say now. */
    public Collection<JobTriggers> atWork() {
        try (var as = ACL.as2(ACL.SYSTEM2)) {
            letGoOfFormer();
            listenToNew();
        }
        return List.copyOf(open.values());
    }

    /** When Jenkins reads its configuration anew, there is another object for the same job. */
    private void letGoOfFormer() {
        for (WorkflowJob job : open.keySet()) {
            var current = Jenkins.get().getItemByFullName(job.getFullName(), WorkflowJob.class);
            if (current != job) {
                open.remove(job);
                if (current != null) {
                    resume(current);
                }
            }
        }
    }

    private void listenToNew() {
        for (JobPipeline pipeline : Pipelines.get().atWork()) {
            boolean wanted = pipeline.state()
                    .definition()
                    .filter(found -> !found.triggers().isEmpty())
                    .isPresent();
            if (wanted && !open.containsKey(pipeline.job())) {
                try {
                    listen(pipeline);
                } catch (IOException e) {
                    LOGGER.log(Level.WARNING, e, () -> "Could not listen for " + pipeline);
                }
            }
        }
    }

    /** Lets the triggers of a pipeline work. */
    public JobTriggers listen(JobPipeline pipeline) throws IOException {
        synchronized (this) {
            var known = open.get(pipeline.job());
            if (known != null) {
                return known;
            }
            var opened = JobTriggers.open(pipeline);
            open.put(pipeline.job(), opened);
            return opened;
        }
    }

    /** Whether these have been let go of. */
    boolean isClosed(JobTriggers triggers) {
        return open.get(triggers.job()) != triggers;
    }

    @Override
    public void onDeleted(Item item) {
        if (item instanceof WorkflowJob job) {
            open.remove(job);
        }
    }

    /** What they keep has moved with the job's folder. */
    @Override
    public void onLocationChanged(Item item, String oldFullName, String newFullName) {
        if (item instanceof WorkflowJob job) {
            open.remove(job);
        }
    }

    /** The journals of the jobs are read for this, so Jenkins does not wait for it. */
    @Override
    public void onLoaded() {
        Timer.get().execute(() -> {
            for (WorkflowJob job : Jenkins.get().allItems(WorkflowJob.class)) {
                if (job.getDefinition() instanceof ReleaseDefinition && new KeptPipeline(job).hadTriggers()) {
                    resume(job);
                }
            }
        });
    }

    private void resume(WorkflowJob job) {
        try {
            listen(Pipelines.get().of(job)).wake();
        } catch (IOException | RuntimeException | Error e) { // the others shall listen nevertheless
            LOGGER.log(Level.WARNING, e, () -> "Could not listen for " + job.getFullName());
        }
    }
}

package io.jenkins.plugins.stagegate.plugin.flow;

import hudson.Extension;
import hudson.model.Failure;
import hudson.model.Item;
import hudson.model.Result;
import hudson.model.listeners.ItemListener;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Ends the runs of a job that is deleted, as far as Jenkins does not: it looks for builds of the very object that is deleted, and
 * those that run since before it read its configuration anew belong to the object that was there then.
 *
 * <p>Comes after all others that may object to the deletion.
 */
@Extension(ordinal = -Double.MAX_VALUE)
@Restricted(NoExternalUse.class)
public final class DeletedRuns extends ItemListener {
    /** What Jenkins gives its own. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(15);

    private static final long PAUSE_MILLIS = 50;

    @Override
    public void onCheckDelete(Item item) throws InterruptedException {
        if (item instanceof WorkflowJob job) {
            var left = LiveRuns.ofFormer(job);
            left.forEach(DeletedRuns::interrupt);
            awaitEnd(left, job);
        }
    }

    private static void interrupt(WorkflowRun run) {
        Optional.ofNullable(run.getExecutor()).ifPresent(executor -> executor.interrupt(Result.ABORTED));
    }

    private static void awaitEnd(List<WorkflowRun> runs, WorkflowJob job) throws InterruptedException {
        long begin = System.nanoTime();
        while (runs.stream().anyMatch(DeletedRuns::goesOn)) {
            if (System.nanoTime() - begin > PATIENCE_NANOS) {
                throw new Failure(Messages.DeletedRuns_goOn(job.getFullDisplayName()));
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    private static boolean goesOn(WorkflowRun run) {
        return run.isBuilding() || run.getExecutor() != null;
    }
}

package io.jenkins.plugins.stagegate.plugin.host;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.TaskListener;
import hudson.model.listeners.RunListener;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** Ends an execution whose build ended some other way: killed, failed to load, deleted. */
@Extension
public final class EndedBuilds extends RunListener<WorkflowRun> {
    private static final Logger LOGGER = Logger.getLogger(EndedBuilds.class.getName());

    @Override
    public void onCompleted(WorkflowRun run, @NonNull TaskListener listener) {
        ReleaseRun.of(run).ifPresent(KilledBuilds::ended);
        end(run);
    }

    @Override
    public void onFinalized(WorkflowRun run) {
        KilledBuilds.done();
    }

    @Override
    public void onDeleted(WorkflowRun run) {
        if (run.isBuilding()) {
            end(run);
        }
    }

    private static void end(WorkflowRun run) {
        ReleaseRun.of(run).ifPresent(release -> {
            try {
                var pipeline = Pipelines.get().of(run.getParent());
                pipeline.host().ended(release);
                if (pipeline.builds().number(release.execution()) == run.getNumber()) {
                    pipeline.host().abandon(release.execution(), Messages.EndedBuilds_reason(run.getDisplayName()));
                }
            } catch (IOException e) {
                LOGGER.log(Level.WARNING, e, () -> "Could not open the pipeline of " + run);
            }
        });
    }
}

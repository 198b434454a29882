package io.jenkins.plugins.stagegate.plugin.flow;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Result;
import hudson.model.TaskListener;
import hudson.model.listeners.RunListener;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Learns that a build was killed: it then forgets its execution without a word. */
@Extension
@Restricted(NoExternalUse.class)
public final class KillListener extends RunListener<WorkflowRun> {
    @Override
    public void onCompleted(WorkflowRun run, @NonNull TaskListener log) {
        var execution = LiveRuns.of(run);
        if (execution != null) {
            execution.kill(Result.ABORTED);
        }
    }
}

package io.jenkins.plugins.stagegate.plugin.flow;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Queue;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** All runs that are under way. May be used by any thread. */
final class LiveRuns {
    /** By their builds themselves, not by the names of these: jobs are renamed. */
    private static final ConcurrentMap<Queue.Executable, ReleaseFlowExecution> ALL = new ConcurrentHashMap<>();

    private LiveRuns() {}

    static void add(Queue.Executable build, ReleaseFlowExecution run) {
        ALL.put(build, run);
    }

    static void remove(ReleaseFlowExecution run) {
        ALL.values().remove(run);
    }

    /** The run of a build, if it is under way. */
    static @CheckForNull ReleaseFlowExecution of(Queue.Executable build) {
        return ALL.get(build);
    }

    /** Those builds of the job that belong to an object which was there before Jenkins read its configuration anew. */
    static List<WorkflowRun> ofFormer(WorkflowJob job) {
        return ALL.keySet().stream()
                .filter(WorkflowRun.class::isInstance)
                .map(WorkflowRun.class::cast)
                .filter(run ->
                        run.getParent() != job && run.getParent().getFullName().equals(job.getFullName()))
                .toList();
    }

    static List<ReleaseFlowExecution> all() {
        return List.copyOf(ALL.values());
    }
}

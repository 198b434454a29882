package io.jenkins.plugins.stagegate.plugin.flow;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Queue;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

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

    static List<ReleaseFlowExecution> all() {
        return List.copyOf(ALL.values());
    }
}

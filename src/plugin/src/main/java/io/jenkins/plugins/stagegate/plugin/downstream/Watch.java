package io.jenkins.plugins.stagegate.plugin.downstream;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Actionable;
import hudson.model.Queue;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.listeners.RunListener;
import hudson.model.queue.QueueListener;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Tells the actions that wait for a build what becomes of it. */
@Extension
public final class Watch extends RunListener<Run<?, ?>> {
    private final Map<String, JobExecution> waiting = new ConcurrentHashMap<>();

    static Watch get() {
        return ExtensionList.lookupSingleton(Watch.class);
    }

    void add(String actionExecution, JobExecution execution) {
        waiting.put(actionExecution, execution);
    }

    void remove(String actionExecution) {
        waiting.remove(actionExecution);
    }

    private Optional<JobExecution> whoWaitsFor(Actionable started) {
        return StartedBy.of(started).map(waiting::get);
    }

    @Override
    public void onStarted(Run<?, ?> build, TaskListener listener) {
        whoWaitsFor(build).ifPresent(execution -> execution.started(build));
    }

    @Override
    public void onFinalized(Run<?, ?> build) {
        whoWaitsFor(build).ifPresent(execution -> execution.ended(build));
    }

    @Override
    public void onDeleted(Run<?, ?> build) {
        whoWaitsFor(build).ifPresent(execution -> execution.lost(Messages.Watch_deleted(build.getFullDisplayName())));
    }

    /** Learns what leaves Jenkins' queue without having been built. */
    @Extension
    public static final class OfQueue extends QueueListener {
        @Override
        public void onLeft(Queue.LeftItem item) {
            if (item.isCancelled()) {
                get().whoWaitsFor(item)
                        .ifPresent(
                                execution -> execution.lost(Messages.Watch_cancelled(item.task.getFullDisplayName())));
            }
        }
    }
}

package io.jenkins.plugins.stagegate.plugin.downstream;

import hudson.model.Action;
import hudson.model.Actionable;
import hudson.model.InvisibleAction;
import hudson.model.Job;
import hudson.model.Queue;
import hudson.model.Run;
import hudson.security.ACL;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import jenkins.model.Jenkins;

/** Which action execution a build was started by. It is on the queue item, and then on the build, so that it is found again. */
public final class StartedBy extends InvisibleAction implements Queue.QueueAction {
    private final String actionExecution;

    StartedBy(String actionExecution) {
        this.actionExecution = actionExecution;
    }

    /** The action execution that a queue item or build was started by, if it was by one. */
    static Optional<String> of(Actionable started) {
        return Optional.ofNullable(started.getAction(StartedBy.class)).map(mark -> mark.actionExecution);
    }

    /** The queue item that the action execution waits for, if it is still in the queue. */
    static Optional<Queue.Item> queued(String actionExecution) {
        return Stream.of(Jenkins.get().getQueue().getItems())
                .filter(item -> of(item).filter(actionExecution::equals).isPresent())
                .findFirst();
    }

    /**
     * The build that the action execution waits for, if it has begun.
     *
     * @param job full name of the job
     * @param since what began before is not looked at; milliseconds of the epoch
     */
    static Optional<Run<?, ?>> build(String actionExecution, String job, long since) {
        try (var system = ACL.as2(ACL.SYSTEM2)) {
            Objects.requireNonNull(system);
            Job<?, ?> found = Jenkins.get().getItemByFullName(job, Job.class);
            for (Run<?, ?> build = found == null ? null : found.getLastBuild();
                    build != null && build.getTimeInMillis() >= since;
                    build = build.getPreviousBuild()) {
                if (of(build).filter(actionExecution::equals).isPresent()) {
                    return Optional.of(build);
                }
            }
            return Optional.empty();
        }
    }

    /** No two actions share a build: each waits for one of its own. */
    @Override
    public boolean shouldSchedule(List<Action> actions) {
        return true;
    }
}

package io.jenkins.plugins.stagegate.plugin.downstream;

import hudson.model.Action;
import hudson.model.Actionable;
import hudson.model.InvisibleAction;
import hudson.model.Queue;
import java.util.List;
import java.util.Optional;

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

    /** No two actions share a build: each waits for one of its own. */
    @Override
    public boolean shouldSchedule(List<Action> actions) {
        return true;
    }
}

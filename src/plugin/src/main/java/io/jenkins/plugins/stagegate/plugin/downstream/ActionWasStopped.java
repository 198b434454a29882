package io.jenkins.plugins.stagegate.plugin.downstream;

import java.util.Objects;
import jenkins.model.CauseOfInterruption;

/** The action that had started a build was stopped, so the build is, too. */
final class ActionWasStopped extends CauseOfInterruption {
    private static final long serialVersionUID = 1;

    private final String action;
    private final String upstream;

    ActionWasStopped(String action, String upstream) {
        this.action = action;
        this.upstream = upstream;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ActionWasStopped same && action.equals(same.action) && upstream.equals(same.upstream);
    }

    @Override
    public int hashCode() {
        return Objects.hash(action, upstream);
    }

    @Override
    public String getShortDescription() {
        return Messages.ActionWasStopped_description(action, upstream);
    }
}

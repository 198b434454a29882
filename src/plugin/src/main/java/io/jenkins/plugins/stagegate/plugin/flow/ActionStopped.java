package io.jenkins.plugins.stagegate.plugin.flow;

import java.util.Objects;
import jenkins.model.CauseOfInterruption;

/** Why the steps of an action were interrupted: its host wanted it. */
final class ActionStopped extends CauseOfInterruption {
    private static final long serialVersionUID = 1L;

    private final String reason;

    ActionStopped(String reason) {
        this.reason = reason;
    }

    @Override
    public String getShortDescription() {
        return reason;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ActionStopped that && reason.equals(that.reason);
    }

    @Override
    public int hashCode() {
        return Objects.hash(reason);
    }
}

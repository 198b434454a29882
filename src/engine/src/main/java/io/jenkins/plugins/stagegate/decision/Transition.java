package io.jenkins.plugins.stagegate.decision;

import java.time.Instant;
import java.util.Optional;

/**
 * One side's gate of a stage.
 *
 * @param reason why it is closed; empty when it is open
 */
public record Transition(boolean enabled, String reason, String lastChangedBy, Optional<Instant> lastChangedAt) {
    /** A gate that nobody ever touched. */
    public static final Transition OPEN = new Transition(true, "", "", Optional.empty());
}

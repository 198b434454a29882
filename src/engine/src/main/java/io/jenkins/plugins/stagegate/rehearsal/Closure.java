package io.jenkins.plugins.stagegate.rehearsal;

import io.jenkins.plugins.stagegate.decision.Direction;
import java.time.Instant;
import java.util.Optional;

/**
 * A time that a transition was closed.
 *
 * @param to when it was opened; nothing if it is closed still
 */
public record Closure(
        String stage, Direction direction, Instant from, Optional<Instant> to, String by, String reason) {
    Closure ended(Instant at) {
        return new Closure(stage, direction, from, Optional.of(at), by, reason);
    }
}

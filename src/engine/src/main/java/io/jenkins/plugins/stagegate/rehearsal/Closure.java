package io.jenkins.plugins.stagegate.rehearsal;

import java.time.Instant;
import java.util.Optional;

/**
 * A time that a way into or out of a stage was closed.
 *
 * @param what {@code closed}, {@code way out closed} or {@code line stopped}
 * @param to when it was opened; nothing if it is closed still
 */
public record Closure(String stage, String what, Instant from, Optional<Instant> to, String by, String reason) {
    /** All but the times, such as {@code closed by alice: freeze}. */
    public String sentence() {
        return what + " by " + by + ": " + reason;
    }

    Closure ended(Instant at) {
        return new Closure(stage, what, from, Optional.of(at), by, reason);
    }
}

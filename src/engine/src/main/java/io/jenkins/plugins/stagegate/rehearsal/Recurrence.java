package io.jenkins.plugins.stagegate.rehearsal;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * A step that is made again and again.
 *
 * @param step the first one
 * @param until no more from then on
 */
record Recurrence(Step step, Duration every, Optional<Hours> hours, ZoneId zone, Instant until) {
    /** The step at that time or as soon after it as its hours allow. */
    Optional<Step> from(Instant time) {
        var at = hours.isPresent() ? hours.get().next(time, zone) : time;
        return at.isBefore(until)
                ? Optional.of(new Step(step.line(), step.text(), at, step.instruction(), step.refused()))
                : Optional.empty();
    }

    /** The step after the one at that time. */
    Optional<Step> after(Instant time) {
        return from(time.plus(every));
    }
}

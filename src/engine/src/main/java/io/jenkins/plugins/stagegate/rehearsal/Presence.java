package io.jenkins.plugins.stagegate.rehearsal;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * When somebody can be asked.
 *
 * @param hours of every week; none means at any time
 */
record Presence(ZoneId zone, Optional<Hours> hours, List<Absence> absences) {
    /** No one is away, off hours and away again more often than that. */
    private static final int MOST_CHANGES = 10_000;

    /** A time away. */
    record Absence(Instant from, Instant until) {}

    Presence {
        absences = List.copyOf(absences);
    }

    /** When they are there, at that time or as soon after it as possible; nothing if they never come back. */
    Optional<Instant> next(Instant time) {
        var at = time;
        for (int i = 0; i < MOST_CHANGES; i++) {
            var later = away(hours.isPresent() ? hours.get().next(at, zone) : at);
            if (later.equals(at)) {
                return Optional.of(at);
            }
            at = later;
        }
        return Optional.empty();
    }

    /** When somebody has decided who is asked at that time and needs so long; they do not decide while they are away. */
    Optional<Instant> decision(Instant asked, Duration needs) {
        return next(asked).flatMap(there -> next(there.plus(needs)));
    }

    private Instant away(Instant time) {
        return absences.stream()
                .filter(absence -> !time.isBefore(absence.from()) && time.isBefore(absence.until()))
                .map(Absence::until)
                .max(Instant::compareTo)
                .orElse(time);
    }
}

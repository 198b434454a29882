package io.jenkins.plugins.stagegate.rehearsal;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * How time becomes room.
 *
 * @param width of the whole, in pixels
 */
record Scale(Times times, Instant from, Instant to, double width) {
    private static final double NARROWEST = 1240;
    private static final double WIDEST = 6000;
    /** What an ordinary stay in a stage should have, in pixels. */
    private static final double ORDINARY = 20;
    /** What a mark of the axis needs, in pixels. */
    private static final double MARK = 64;

    private static final List<Duration> STEPS = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(2),
            Duration.ofHours(6),
            Duration.ofHours(12),
            Duration.ofDays(1),
            Duration.ofDays(2),
            Duration.ofDays(7),
            Duration.ofDays(28),
            Duration.ofDays(364));

    /** A scale at which the usual stay in a stage can be seen, as far as that leaves a drawing of reasonable width. */
    static Scale of(Recording recording) {
        var from = recording.times().start();
        var to = recording.end().isAfter(from) ? recording.end() : from.plusSeconds(60);
        var stays = recording.journeys().stream()
                .flatMap(journey -> journey.visits().stream())
                .map(visit -> Duration.between(visit.from(), visit.to().orElse(recording.end())))
                .filter(stay -> !stay.isZero())
                .sorted()
                .toList();
        double median = stays.isEmpty() ? 60 : stays.get(stays.size() / 2).toSeconds() + 1;
        double wanted = Duration.between(from, to).toSeconds() / median * ORDINARY;
        return new Scale(recording.times(), from, to, Math.round(Math.max(NARROWEST, Math.min(WIDEST, wanted))));
    }

    double x(Instant time) {
        return width
                * Duration.between(from, time).toMillis()
                / Duration.between(from, to).toMillis();
    }

    /** The shortest time that can be seen. */
    Duration pixel() {
        return Duration.between(from, to).dividedBy((long) width);
    }

    /** The times that the axis names: full hours, quarters, midnights, never too close. */
    List<Instant> marks() {
        var step = STEPS.stream()
                .filter(one -> one.toMillis() >= pixel().toMillis() * MARK)
                .findFirst()
                .orElse(STEPS.get(STEPS.size() - 1));
        var marks = new ArrayList<Instant>();
        var day = from.atZone(times.zone()).with(LocalTime.MIDNIGHT);
        for (var mark = day; !mark.toInstant().isAfter(to); mark = next(mark, step)) {
            if (!mark.toInstant().isBefore(from)) {
                marks.add(mark.toInstant());
            }
        }
        return marks;
    }

    /** Days are as long as the calendar says. */
    private static ZonedDateTime next(ZonedDateTime mark, Duration step) {
        return step.toHours() >= 24 ? mark.plusDays(step.toDays()) : mark.plus(step);
    }

    boolean midnight(Instant time) {
        return time.atZone(times.zone()).toLocalTime().equals(LocalTime.MIDNIGHT);
    }
}

package io.jenkins.plugins.stagegate.rehearsal;

import io.jenkins.plugins.stagegate.model.Pipeline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What happened in a rehearsal.
 *
 * @param end when it ended
 * @param settled whether nothing could happen any more; otherwise the scenario's {@code until} ended it
 * @param exhausted whether it was broken off because it took too many steps
 * @param journeys of all executions, by number
 * @param remarks what people tried in vain
 * @param misses what went otherwise than the scenario expects
 */
public record Recording(
        Pipeline pipeline,
        Times times,
        Instant end,
        boolean settled,
        boolean exhausted,
        int expectations,
        List<Journey> journeys,
        List<Closure> closures,
        List<Journey.Moment> remarks,
        List<Miss> misses) {
    public Recording {
        journeys = List.copyOf(journeys);
        closures = List.copyOf(closures);
        remarks = List.copyOf(remarks);
        misses = List.copyOf(misses);
    }

    /** How much time passed in it. */
    public Duration length() {
        return Duration.between(times.start(), end);
    }

    Optional<Journey> journey(long number) {
        return number >= 1 && number <= journeys.size()
                ? Optional.of(journeys.get((int) number - 1))
                : Optional.empty();
    }

    Recording with(List<Miss> found) {
        return new Recording(
                pipeline, times, end, settled, exhausted, expectations, journeys, closures, remarks, found);
    }
}

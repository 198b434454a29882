package io.jenkins.plugins.stagegate.rehearsal;

import io.jenkins.plugins.stagegate.decision.ExecutionStatus;
import io.jenkins.plugins.stagegate.decision.StageStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What became of one execution.
 *
 * @param title such as a commit's message; may be empty
 * @param to its end; nothing if it has not ended
 * @param ending why it ended as it did, in some words
 * @param visits of stages, in the order in which they began
 * @param waits in the order in which they began
 * @param moments other things worth telling
 */
public record Journey(
        long number,
        String title,
        String by,
        boolean rollback,
        Instant from,
        Optional<Instant> to,
        ExecutionStatus status,
        String ending,
        List<Visit> visits,
        List<Wait> waits,
        List<Moment> moments) {
    /**
     * Something that happened at a time.
     *
     * @param order among all that is told of a rehearsal
     */
    public record Moment(long order, Instant at, String text) {}

    public Journey {
        visits = List.copyOf(visits);
        waits = List.copyOf(waits);
        moments = List.copyOf(moments);
    }

    /** When it came into the stage for the first time. */
    Optional<Instant> entered(String stage) {
        return visits.stream()
                .filter(visit -> visit.stage().equals(stage))
                .map(Visit::from)
                .findFirst();
    }

    /** When it left the stage with that result. */
    Optional<Instant> left(String stage, StageStatus result) {
        return visits.stream()
                .filter(visit -> visit.stage().equals(stage) && visit.status() == result)
                .flatMap(visit -> visit.to().stream())
                .findFirst();
    }

    /**
     * How long it waited; what it waited for at the same time counts once.
     *
     * @param end when waits end that have not ended
     */
    Duration waited(Predicate<Wait> which, Instant end) {
        var sum = Duration.ZERO;
        var covered = Instant.MIN;
        for (Wait wait : waits.stream().filter(which).toList()) {
            var from = wait.from().isBefore(covered) ? covered : wait.from();
            var to = wait.to().orElse(end);
            if (to.isAfter(from)) {
                sum = sum.plus(Duration.between(from, to));
                covered = to;
            }
        }
        return sum;
    }
}

package io.jenkins.plugins.stagegate.decision;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * The piece of work that workers are offered on behalf of an action: CodePipeline 1.14. An action has one job after the
 * other: each success with a continuation token ends one and queues the next.
 *
 * @param id in the form of a UUID; follows from the action execution and the number
 * @param number 1 for the action's first job
 * @param status what it is while the action runs; afterwards see {@link Jobs#status}
 * @param nonce what a worker must name in order to take it; empty until a worker was told of it
 * @param heldUntil until when nobody else is told of it
 * @param continuationToken what the worker said at the end of the job before
 * @param expires when the action fails if no worker has ended it by then
 */
public record Job(
        String id,
        int number,
        JobStatus status,
        String nonce,
        Optional<Instant> heldUntil,
        Optional<String> continuationToken,
        Instant expires) {
    /** The part of the id that all jobs of an action have in common. */
    private static final int COMMON = 24;

    static Job queued(Event.JobQueued event) {
        return new Job(
                event.job(),
                event.number(),
                JobStatus.QUEUED,
                "",
                Optional.empty(),
                event.continuationToken(),
                event.expires());
    }

    static String id(String actionExecution, int number) {
        return ActionStarts.id(actionExecution, "job").substring(0, COMMON)
                + String.format(Locale.ROOT, "%012x", number);
    }

    /** Whether that id is one of an earlier job of the same action. */
    boolean follows(String other) {
        return !other.equals(id)
                && other.length() == id.length()
                && other.startsWith(id.substring(0, COMMON))
                && other.compareTo(id) < 0;
    }

    Job with(JobStatus next, String word, Optional<Instant> until) {
        return new Job(id, number, next, word, until, continuationToken, expires);
    }
}

package io.jenkins.plugins.stagegate.rehearsal;

import io.jenkins.plugins.stagegate.decision.Waiting;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A time that an execution did not move, and why.
 *
 * @param order among all that is told of a rehearsal
 * @param execution its number
 * @param to when it went on or came to its end; nothing if it waits still
 * @param sentence for people
 * @param frees who or what lets it go on
 * @param ahead the executions that came before it, by number
 */
public record Wait(
        long order,
        long execution,
        String stage,
        Waiting.Reason reason,
        Instant from,
        Optional<Instant> to,
        String sentence,
        String frees,
        List<Long> ahead) {
    public Wait {
        ahead = List.copyOf(ahead);
    }

    /** Whether it stood in front of the stage, rather than in it. */
    public boolean inFront() {
        return switch (reason) {
            case STAGE_BUSY, QUEUE, TRANSITION_CLOSED, STOPPED_LINE -> true;
            case APPROVAL, CONDITION, RETRY, WORKER -> false;
        };
    }

    Wait ended(Instant at) {
        return new Wait(order, execution, stage, reason, from, Optional.of(at), sentence, frees, ahead);
    }
}

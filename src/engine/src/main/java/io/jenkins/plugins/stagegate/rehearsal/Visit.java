package io.jenkins.plugins.stagegate.rehearsal;

import io.jenkins.plugins.stagegate.decision.ActionStatus;
import io.jenkins.plugins.stagegate.decision.StageStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A time that an execution held a stage.
 *
 * @param order among all that is told of a rehearsal
 * @param to when it left; nothing if it is there still
 * @param bouts the goes at actions, in the order of their starts
 */
public record Visit(
        long order, String stage, Instant from, Optional<Instant> to, StageStatus status, List<Bout> bouts) {
    /**
     * One go at an action.
     *
     * @param approval whether it asked people
     */
    public record Bout(
            String id,
            String action,
            boolean approval,
            int attempt,
            Instant from,
            Optional<Instant> to,
            ActionStatus status) {}

    public Visit {
        bouts = List.copyOf(bouts);
    }

    /** Whether it was there at that time. */
    public boolean at(Instant time) {
        return !time.isBefore(from) && to.map(time::isBefore).orElse(true);
    }

    Visit ended(StageStatus result, Instant at) {
        return new Visit(order, stage, from, Optional.of(at), result, bouts);
    }

    Visit plus(Bout bout) {
        var all = new ArrayList<>(bouts);
        all.add(bout);
        return new Visit(order, stage, from, to, status, all);
    }

    Visit ended(String bout, ActionStatus result, Instant at) {
        return new Visit(
                order,
                stage,
                from,
                to,
                status,
                bouts.stream()
                        .map(one -> one.id().equals(bout) ? ended(one, result, at) : one)
                        .toList());
    }

    private static Bout ended(Bout bout, ActionStatus result, Instant at) {
        return new Bout(
                bout.id(), bout.action(), bout.approval(), bout.attempt(), bout.from(), Optional.of(at), result);
    }
}

package io.jenkins.plugins.stagegate.rehearsal;

import io.jenkins.plugins.stagegate.decision.ActionStatus;
import io.jenkins.plugins.stagegate.decision.Event;
import io.jenkins.plugins.stagegate.decision.ExecutionStatus;
import io.jenkins.plugins.stagegate.decision.ExecutionType;
import io.jenkins.plugins.stagegate.decision.StageStatus;
import io.jenkins.plugins.stagegate.rehearsal.Journey.Moment;
import io.jenkins.plugins.stagegate.rehearsal.Visit.Bout;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A journey in the making. */
final class JourneyDraft {
    private final Event.ExecutionStarted start;
    private final Instant from;
    private final List<Visit> visits = new ArrayList<>();
    private final List<Moment> moments = new ArrayList<>();
    private final List<Wait> waits = new ArrayList<>();
    private ExecutionStatus status = ExecutionStatus.IN_PROGRESS;
    private Optional<Instant> to = Optional.empty();
    private String ending = "";

    JourneyDraft(Event.ExecutionStarted start, Instant from) {
        this.start = start;
        this.from = from;
    }

    long number() {
        return start.number();
    }

    void tell(long order, Instant at, String text) {
        moments.add(new Moment(order, at, text));
    }

    void add(Wait wait) {
        waits.add(wait);
    }

    void enter(long order, String stage, Instant at) {
        visits.add(new Visit(order, stage, at, Optional.empty(), StageStatus.IN_PROGRESS, List.of()));
    }

    /** Goes on in the stage; a new visit if it had left it. */
    void retry(long order, String stage, Instant at) {
        if (visits.isEmpty() || visits.get(visits.size() - 1).to().isPresent()) {
            enter(order, stage, at);
        }
        status = ExecutionStatus.IN_PROGRESS;
        to = Optional.empty();
        ending = "";
    }

    void leave(StageStatus result, Instant at) {
        change(visit -> visit.ended(result, at));
    }

    void begin(Event.ActionStarted event, Instant at) {
        change(visit -> visit.plus(new Bout(
                event.actionExecution(),
                event.action(),
                event.approval().isPresent(),
                event.attempt(),
                at,
                Optional.empty(),
                ActionStatus.IN_PROGRESS)));
    }

    void end(Event.OfAction event, ActionStatus result, Instant at) {
        change(visit -> visit.ended(event.actionExecution(), result, at));
    }

    void end(ExecutionStatus result, String why, Instant at) {
        status = result;
        ending = why;
        to = Optional.of(at);
    }

    private void change(UnaryOperator<Visit> change) {
        visits.set(visits.size() - 1, change.apply(visits.get(visits.size() - 1)));
    }

    Journey journey() {
        var trigger = start.trigger();
        return new Journey(
                start.number(),
                trigger.detail().equals(trigger.by()) || start.type() == ExecutionType.ROLLBACK ? "" : trigger.detail(),
                trigger.by(),
                start.type() == ExecutionType.ROLLBACK,
                from,
                to,
                status,
                ending,
                visits,
                waits.stream().sorted(Comparator.comparing(Wait::from)).toList(),
                moments);
    }
}

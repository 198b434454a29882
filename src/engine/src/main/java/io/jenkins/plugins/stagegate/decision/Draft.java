package io.jenkins.plugins.stagegate.decision;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A decision in the making: the events so far, and the state after them. Lives for one call of the decider. */
final class Draft {
    private final Instant now;
    private final List<Recorded> events = new ArrayList<>();
    private PipelineState state;

    Draft(PipelineState state, Instant now) {
        this.state = state;
        this.now = now;
    }

    Instant now() {
        return now;
    }

    PipelineState state() {
        return state;
    }

    void record(Event event) {
        var recorded = new Recorded(state.sequence() + 1, now, event);
        state = Evolution.evolve(state, recorded);
        events.add(recorded);
    }

    Decision.Accepted accept() {
        return new Decision.Accepted(List.copyOf(events), state);
    }
}

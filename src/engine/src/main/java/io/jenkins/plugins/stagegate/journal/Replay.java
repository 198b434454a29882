package io.jenkins.plugins.stagegate.journal;

import io.jenkins.plugins.stagegate.decision.Evolution;
import io.jenkins.plugins.stagegate.decision.Execution;
import io.jenkins.plugins.stagegate.decision.PipelineState;
import io.jenkins.plugins.stagegate.decision.Recorded;
import io.jenkins.plugins.stagegate.decision.Retention;
import java.io.IOException;
import java.util.List;

/** A state that grows event by event, and forgets before what is over outweighs what moves. */
final class Replay {
    private static final int FEW = 16;

    private final Journal.Forgotten forgotten;
    private PipelineState state;
    private int limit;

    Replay(PipelineState state, Journal.Forgotten forgotten) {
        this.forgotten = forgotten;
        begin(state);
    }

    /** Goes on from another state. */
    void begin(PipelineState other) {
        state = other;
        limit = 2 * other.executions().size() + FEW;
    }

    long sequence() {
        return state.sequence();
    }

    void add(Recorded recorded) throws IOException {
        state = Evolution.evolve(state, recorded);
        if (state.executions().size() >= limit) {
            begin(end());
        }
    }

    /** The state without what it may forget. */
    PipelineState end() throws IOException {
        var over = Retention.forgettable(state);
        if (over.isEmpty()) {
            return state;
        }
        List<Execution> ended = state.executions().values().stream()
                .filter(execution -> over.contains(execution.id()))
                .toList();
        forgotten.accept(ended);
        return Retention.forget(state);
    }
}

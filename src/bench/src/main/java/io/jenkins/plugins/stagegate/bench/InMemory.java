package io.jenkins.plugins.stagegate.bench;

import io.jenkins.plugins.stagegate.decision.Command;
import io.jenkins.plugins.stagegate.decision.Decider;
import io.jenkins.plugins.stagegate.decision.Decision;
import io.jenkins.plugins.stagegate.decision.Execution;
import io.jenkins.plugins.stagegate.decision.PipelineState;
import io.jenkins.plugins.stagegate.decision.Recorded;
import io.jenkins.plugins.stagegate.decision.Retention;
import io.jenkins.plugins.stagegate.model.ExecutionMode;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** The engine's decisions alone: no disk, no threads, no clock. */
final class InMemory implements Release.Desk {
    /** When everything happens. */
    static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

    private final Consumer<List<Recorded>> events;
    private PipelineState state;

    /** @param events learns what happens */
    InMemory(PipelineState state, Consumer<List<Recorded>> events) {
        this.state = state;
        this.events = events;
    }

    /** A pipeline to which nothing happened but that it was defined. */
    static InMemory defined(ExecutionMode mode, Consumer<List<Recorded>> events) {
        var desk = new InMemory(PipelineState.empty("shop"), events);
        desk.submit(new Command.Define(Release.pipeline(mode)));
        return desk;
    }

    @Override
    public PipelineState submit(Command command) {
        if (!(Decider.decide(state, command, NOW) instanceof Decision.Accepted accepted)) {
            throw new IllegalStateException("refused: " + command);
        }
        events.accept(accepted.events());
        state = accepted.state();
        return state;
    }

    /** Forgets what a running engine forgets when an execution has ended, and gives it. */
    List<Execution> forget() {
        var before = state;
        state = Retention.forget(before);
        return before.executions().values().stream()
                .filter(execution -> state.execution(execution.id()).isEmpty())
                .toList();
    }

    PipelineState state() {
        return state;
    }
}

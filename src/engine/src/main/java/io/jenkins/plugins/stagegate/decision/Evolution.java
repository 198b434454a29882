package io.jenkins.plugins.stagegate.decision;

import io.jenkins.plugins.stagegate.decision.Event.OfExecution;
import java.time.Instant;
import java.util.Optional;

/** What an event makes of the state. */
public final class Evolution {
    private static final int REMEMBERED_TOKENS = 1000;

    private Evolution() {}

    /**
     * The state after an event.
     *
     * @throws IllegalStateException if the event is not possible in this state: the journal is not of this pipeline, or
     *     there is a defect in the decisions
     */
    public static PipelineState evolve(PipelineState state, Recorded recorded) {
        var at = recorded.at();
        var next = state.at(recorded.sequence(), at);
        if (recorded.event() instanceof Event.DefinitionChanged event) {
            return define(next, event);
        }
        if (recorded.event() instanceof Event.TransitionChanged event) {
            var changed = new Transition(event.enabled(), event.reason(), event.by(), Optional.of(at));
            return next.with(next.stage(event.stage()).with(event.direction(), changed));
        }
        if (recorded.event() instanceof Event.LineStopped event) {
            return next.withLineStops(Copies.with(next.lineStops(), event.stop().id(), event.stop()));
        }
        if (recorded.event() instanceof Event.LineReleased event) {
            return next.withLineStops(Copies.changed(next.lineStops(), all -> {
                all.remove(event.id());
                return all;
            }));
        }
        if (recorded.event() instanceof Event.GatesImposed event) {
            return next.with(event.gates());
        }
        if (recorded.event() instanceof Event.ExecutionStarted event) {
            return begin(next, event, at);
        }
        var event = (OfExecution) recorded.event();
        var execution = next.execution(event.execution())
                .orElseThrow(() -> new IllegalStateException("no execution " + event.execution()));
        var changed = next.with(ExecutionEvolution.change(next, execution, event, recorded));
        return remember(changed, event);
    }

    private static PipelineState remember(PipelineState state, OfExecution happened) {
        if (happened instanceof Event.StageEntered event) {
            return state.with(state.stage(event.stage()).enteredBy(event.execution()));
        }
        if (happened instanceof Event.StageSucceeded event) {
            return state.with(state.stage(event.stage()).passedBy(event.execution()));
        }
        return state;
    }

    private static PipelineState define(PipelineState state, Event.DefinitionChanged event) {
        var stages = Copies.changed(state.stages(), all -> {
            event.definition().stages().forEach(stage -> all.putIfAbsent(stage.name(), StageState.fresh(stage.name())));
            return all;
        });
        return new PipelineState(
                state.name(),
                state.sequence(),
                state.created(),
                state.updated(),
                event.version(),
                Copies.with(state.definitions(), event.version(), event.definition()),
                state.lineStops(),
                state.gates(),
                stages,
                state.executions(),
                state.lastNumber(),
                state.clientTokens());
    }

    private static PipelineState begin(PipelineState state, Event.ExecutionStarted event, Instant at) {
        var tokens = event.clientToken()
                .map(token -> Copies.changed(state.clientTokens(), all -> {
                    if (all.size() >= REMEMBERED_TOKENS) {
                        all.remove(all.keySet().iterator().next());
                    }
                    all.put(token, event.execution());
                    return all;
                }))
                .orElse(state.clientTokens());
        return new PipelineState(
                        state.name(),
                        state.sequence(),
                        state.created(),
                        state.updated(),
                        state.version(),
                        state.definitions(),
                        state.lineStops(),
                        state.gates(),
                        state.stages(),
                        state.executions(),
                        event.number(),
                        tokens)
                .with(Execution.begin(event, at));
    }
}

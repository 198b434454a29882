package io.jenkins.plugins.stagegate.decision;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** What the aggregate may forget. Nothing that is forgotten takes part in any later decision. */
public final class Retention {
    private Retention() {}

    /** The executions that have ended and that no stage shows as its last one any more. */
    public static Set<String> forgettable(PipelineState state) {
        var shown = new HashSet<String>();
        state.stages().values().forEach(stage -> {
            stage.latest().ifPresent(shown::add);
            stage.lastSucceeded().ifPresent(shown::add);
        });
        return state.executions().values().stream()
                .filter(execution -> !execution.status().active() && !shown.contains(execution.id()))
                .map(Execution::id)
                .collect(Collectors.toSet());
    }

    /** The state without what may be forgotten, and without definitions that nobody runs with. */
    public static PipelineState forget(PipelineState state) {
        var forgettable = forgettable(state);
        var executions = Copies.changed(state.executions(), all -> {
            all.keySet().removeAll(forgettable);
            return all;
        });
        var versions = new HashSet<Integer>();
        versions.add(state.version());
        executions.values().forEach(execution -> versions.add(execution.start().version()));
        var definitions = Copies.changed(state.definitions(), all -> {
            all.keySet().retainAll(versions);
            return all;
        });
        return new PipelineState(
                state.name(),
                state.sequence(),
                state.created(),
                state.updated(),
                state.version(),
                definitions,
                state.lineStops(),
                state.gates(),
                state.stages(),
                executions,
                state.lastNumber(),
                state.clientTokens());
    }
}

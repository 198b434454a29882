package io.jenkins.plugins.stagegate.decision;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What the aggregate may forget. Nothing that is forgotten takes part in any later decision. */
public final class Retention {
    private Retention() {}

    /** The executions that have ended and that no stage shows as its last one any more. */
    public static Set<String> forgettable(PipelineState state) {
        var ended = new HashSet<String>();
        for (Execution execution : state.executions().values()) {
            boolean shown = state.stages().values().stream()
                    .anyMatch(stage -> stage.latest().equals(Optional.of(execution.id()))
                            || stage.lastSucceeded().equals(Optional.of(execution.id())));
            if (!execution.status().active() && !shown) {
                ended.add(execution.id());
            }
        }
        return ended;
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
                state.stages(),
                executions,
                state.lastNumber(),
                state.clientTokens());
    }
}

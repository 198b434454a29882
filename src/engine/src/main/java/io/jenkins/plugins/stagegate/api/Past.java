package io.jenkins.plugins.stagegate.api;

import io.jenkins.plugins.stagegate.decision.Execution;
import io.jenkins.plugins.stagegate.decision.PipelineState;
import io.jenkins.plugins.stagegate.runtime.PipelineEngine;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;

/** Executions that came before, as far back as somebody wants to know. */
@FunctionalInterface
public interface Past {
    /** How far back is looked for changes: nobody reads more of them at a gate. */
    int MOST = 100;

    /**
     * Executions by falling number, at most {@code count} of them; fewer mean that there are no more.
     *
     * @param below only those with a smaller number
     */
    List<Execution> latest(long below, int count) throws IOException;

    /** All that a pipeline was ever told, from its history. */
    static Past of(PipelineEngine engine) {
        return engine::latest;
    }

    /** What the state alone still knows. */
    static Past of(PipelineState state) {
        return (below, count) -> state.executions().values().stream()
                .filter(execution -> execution.start().number() < below)
                .sorted(Comparator.comparingLong(
                                (Execution execution) -> execution.start().number())
                        .reversed())
                .limit(count)
                .toList();
    }
}

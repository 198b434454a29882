package io.jenkins.plugins.stagegate.runtime;

import io.jenkins.plugins.stagegate.decision.Execution;
import io.jenkins.plugins.stagegate.decision.PipelineState;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;

/** Executions in the order of their starts, wherever they are kept. */
final class Timeline {
    private Timeline() {}

    /** The executions that the one state knows and the other, later one does not. */
    static List<Execution> forgotten(PipelineState full, PipelineState later) {
        return full.executions().values().stream()
                .filter(execution -> later.execution(execution.id()).isEmpty())
                .toList();
    }

    /** The newest executions below a number. What moves is newer than what history knows of it. */
    static List<Execution> merge(Collection<Execution> moving, List<Execution> kept, long below, int count) {
        var byId = new LinkedHashMap<String, Execution>();
        kept.forEach(execution -> byId.put(execution.id(), execution));
        moving.forEach(execution -> byId.put(execution.id(), execution));
        return byId.values().stream()
                .filter(execution -> execution.start().number() < below)
                .sorted(Comparator.comparingLong(
                                (Execution execution) -> execution.start().number())
                        .reversed())
                .limit(count)
                .toList();
    }
}

package io.jenkins.plugins.stagegate.decision;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** When time alone makes something happen: an approval expires, a window opens, a retry is due. */
final class Deadlines {
    private Deadlines() {}

    static Optional<Instant> next(PipelineState state) {
        var times = new ArrayList<Instant>();
        Approvals.nextExpiry(state).ifPresent(times::add);
        Jobs.nextExpiry(state).ifPresent(times::add);
        LineStops.nextEnd(state).ifPresent(times::add);
        for (Execution execution : state.executions().values()) {
            execution.inside().ifPresent(stage -> times.addAll(of(state, execution, stage)));
        }
        return times.stream().min(Instant::compareTo);
    }

    private static List<Instant> of(PipelineState state, Execution execution, String stageName) {
        var times = new ArrayList<Instant>();
        var run = execution.stages().get(stageName);
        run.retryDue().ifPresent(times::add);
        var open = run.openCondition();
        for (RuleRun rule : Conditions.running(run)) {
            times.add(rule.expires());
            var stage = state.definitionOf(execution).stage(stageName).orElseThrow();
            open.orElseThrow().hook().conditions(stage).get(open.get().index()).rules().stream()
                    .filter(one -> one.name().equals(rule.rule()))
                    .flatMap(one -> BuiltInRule.of(one.provider()).stream())
                    .flatMap(builtIn -> builtIn.next(rule.configuration(), state.updated()).stream())
                    .forEach(times::add);
        }
        return times;
    }
}

package io.jenkins.plugins.stagegate.api;

import io.jenkins.plugins.stagegate.decision.Execution;
import io.jenkins.plugins.stagegate.decision.ExecutionType;
import io.jenkins.plugins.stagegate.decision.PipelineState;
import io.jenkins.plugins.stagegate.decision.PipelineState.Located;
import io.jenkins.plugins.stagegate.decision.SourceRevision;
import io.jenkins.plugins.stagegate.model.Action;
import io.jenkins.plugins.stagegate.model.Stage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** What a candidate at a gate would bring: the revisions that came since what runs behind the gate now. */
final class Changes {
    private Changes() {}

    /** The revisions, the newest first. None if nothing ever passed the gate, or if the candidate is older than what did. */
    static List<SourceRevision> between(PipelineState state, Located gate, Execution candidate, Past past) {
        return behind(state, gate).map(now -> since(now, candidate, past)).orElse(List.of());
    }

    /** The execution that succeeded last where the gate leads to: further on in its stage, or in the next one. */
    private static Optional<Execution> behind(PipelineState state, Located gate) {
        var stages = state.definitionOf(gate.execution()).stages();
        var names = stages.stream().map(Stage::name).toList();
        int here = names.indexOf(gate.stage().stage());
        boolean last = here + 1 == stages.size();
        int there = last || goesOn(stages.get(here), gate.run().action()) ? here : here + 1;
        return state.stage(names.get(there)).lastSucceeded().flatMap(state::execution);
    }

    private static boolean goesOn(Stage stage, String approval) {
        int order = stage.action(approval).map(Action::runOrder).orElse(Integer.MAX_VALUE);
        return stage.actions().stream()
                .anyMatch(
                        action -> action.runOrder() > order && action.approval().isEmpty());
    }

    /** A rollback counts as what it went back to, so that what it took away is told again. */
    private static List<SourceRevision> since(Execution now, Execution candidate, Past past) {
        var there = now.revisions();
        boolean rolledBack = now.start().type() == ExecutionType.ROLLBACK;
        if (!rolledBack && now.start().number() >= candidate.start().number()) {
            return List.of();
        }
        var changes = new LinkedHashSet<SourceRevision>();
        for (Execution execution : upTo(candidate, past)) {
            if (execution.start().type() == ExecutionType.ROLLBACK) {
                continue;
            }
            if (same(execution.revisions(), there)) {
                break;
            }
            changes.addAll(execution.revisions());
        }
        changes.removeAll(there);
        return List.copyOf(changes);
    }

    private static boolean same(List<SourceRevision> some, List<SourceRevision> others) {
        return some.size() == others.size() && others.containsAll(some);
    }

    private static List<Execution> upTo(Execution candidate, Past past) {
        try {
            var all = new ArrayList<Execution>(List.of(candidate));
            all.addAll(past.latest(candidate.start().number(), Past.MOST));
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

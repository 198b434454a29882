package io.jenkins.plugins.stagegate.api;

import io.jenkins.plugins.stagegate.decision.Execution;
import io.jenkins.plugins.stagegate.decision.ExecutionType;
import io.jenkins.plugins.stagegate.decision.PipelineState;
import io.jenkins.plugins.stagegate.decision.SourceRevision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** What a candidate at a gate would bring: the revisions that came since what runs behind the gate now. */
final class Changes {
    private Changes() {}

    /**
     * The revisions, the newest first. None if nothing ever passed the stage, or if the candidate is older than what did.
     *
     * @param stage the gate's
     */
    static List<SourceRevision> between(PipelineState state, String stage, Execution candidate, Past past) {
        var behind = state.stage(stage).lastSucceeded().flatMap(state::execution);
        return behind.map(now -> since(now, candidate, past)).orElse(List.of());
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

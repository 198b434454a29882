package io.jenkins.plugins.stagegate.api;

import static io.jenkins.plugins.stagegate.api.Shapes.array;
import static io.jenkins.plugins.stagegate.api.Shapes.object;
import static io.jenkins.plugins.stagegate.api.Shapes.time;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.stagegate.decision.Commit;
import io.jenkins.plugins.stagegate.decision.Commits;
import io.jenkins.plugins.stagegate.decision.Execution;
import io.jenkins.plugins.stagegate.decision.ExecutionType;
import io.jenkins.plugins.stagegate.decision.PipelineState;
import io.jenkins.plugins.stagegate.decision.PipelineState.Located;
import io.jenkins.plugins.stagegate.decision.SourceRevision;
import io.jenkins.plugins.stagegate.model.Action;
import io.jenkins.plugins.stagegate.model.Stage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What one execution has beyond another one, the newest first: the commits that source actions told of, and the revision alone
 * where they told of none.
 */
public final class Changes {
    /** No more are listed, the others are counted. */
    private static final int MOST = Commits.MOST;

    private final List<SourceRevision> there;
    private final Map<String, Change> found = new LinkedHashMap<>();
    /** The source actions whose changes are complete. */
    private final Set<String> done = new HashSet<>();

    private int more;

    private record Change(String action, Commit commit, String url, Optional<Instant> authored) {
        static Change of(SourceRevision revision) {
            var commit = new Commit(
                    revision.id(), revision.summary(), revision.author().orElse(""), Instant.EPOCH);
            return new Change(revision.action(), commit, revision.url(), Optional.empty());
        }

        static Change of(SourceRevision revision, Commit commit) {
            return new Change(revision.action(), commit, page(revision, commit), Optional.of(commit.authored()));
        }

        /** A server shows the commits of a repository at addresses that differ by the commit alone. */
        private static String page(SourceRevision revision, Commit commit) {
            boolean named = !revision.id().isEmpty() && revision.url().contains(revision.id());
            return named || commit.id().equals(revision.id()) ? revision.url().replace(revision.id(), commit.id()) : "";
        }
    }

    private Changes(List<SourceRevision> there) {
        this.there = there;
    }

    /**
     * Puts them as {@code changes}, and as {@code moreChanges} how many more there are.
     *
     * @param now none of them if {@code candidate} is older
     */
    public static void put(ObjectNode node, Execution now, Execution candidate, Past past) {
        since(now, candidate, past).put(node);
    }

    /** What a candidate at a gate would bring beyond what runs behind it; nothing if nothing ever passed the gate. */
    static void put(ObjectNode node, PipelineState state, Located gate, Execution candidate, Past past) {
        behind(state, gate)
                .map(now -> since(now, candidate, past))
                .orElseGet(() -> new Changes(List.of()))
                .put(node);
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
    private static Changes since(Execution now, Execution candidate, Past past) {
        var changes = new Changes(now.revisions());
        boolean rolledBack = now.start().type() == ExecutionType.ROLLBACK;
        if (!rolledBack && now.start().number() >= candidate.start().number()) {
            return changes;
        }
        for (Execution execution : upTo(candidate, past)) {
            if (execution.start().type() == ExecutionType.ROLLBACK) {
                continue;
            }
            if (changes.reached(execution.revisions())) {
                break;
            }
            execution.revisions().forEach(changes::add);
        }
        return changes;
    }

    private boolean reached(List<SourceRevision> revisions) {
        return revisions.size() == there.size() && revisions.stream().allMatch(this::isThere);
    }

    private boolean isThere(SourceRevision revision) {
        return there.stream().anyMatch(revision::names);
    }

    private void add(SourceRevision revision) {
        if (done.contains(revision.action())) {
            return;
        }
        if (isThere(revision)) {
            done.add(revision.action());
        } else if (revision.since().isEmpty()) {
            keep(Change.of(revision));
        } else {
            add(revision, revision.since().get());
        }
    }

    /** The list may go back further than to what is there, if the execution before has been there never. */
    private void add(SourceRevision revision, Commits since) {
        for (Commit commit : since.listed()) {
            if (isThere(new SourceRevision(revision.action(), commit.id(), "", ""))) {
                done.add(revision.action());
                return;
            }
            keep(Change.of(revision, commit));
        }
        more += since.more();
    }

    private void keep(Change change) {
        found.putIfAbsent(change.action() + " " + change.commit().id(), change);
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

    private void put(ObjectNode node) {
        node.set("changes", array(found.values().stream().limit(MOST).toList(), Changes::shape));
        int unlisted = more + Math.max(0, found.size() - MOST);
        if (unlisted > 0) {
            node.put("moreChanges", unlisted);
        }
    }

    private static ObjectNode shape(Change change) {
        var commit = change.commit();
        var node = object().put("actionName", change.action()).put("revisionId", commit.id());
        Shapes.put(node, "revisionSummary", commit.summary());
        Shapes.put(node, "revisionUrl", change.url());
        Shapes.put(node, "author", commit.author());
        change.authored().ifPresent(at -> node.put("authored", time(at)));
        return node;
    }
}

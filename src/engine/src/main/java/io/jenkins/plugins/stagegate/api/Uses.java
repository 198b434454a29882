package io.jenkins.plugins.stagegate.api;

import static io.jenkins.plugins.stagegate.api.Shapes.array;
import static io.jenkins.plugins.stagegate.api.Shapes.object;
import static io.jenkins.plugins.stagegate.api.Shapes.time;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.stagegate.decision.ActionRun;
import io.jenkins.plugins.stagegate.decision.Execution;
import io.jenkins.plugins.stagegate.decision.StageRun;
import io.jenkins.plugins.stagegate.model.Artifact;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where the bundles of an execution were put out and taken in, by whatever execution. An artifact is its bytes: a rollback
 * brings the very same ones back, and the digest shows it.
 */
public final class Uses {
    /** So far back is looked: people ask for what still matters. */
    private static final int MOST = 1_000;

    private static final int PIECE = 100;

    private final Set<String> digests;
    private final List<ObjectNode> found = new ArrayList<>();

    private Uses(Set<String> digests) {
        this.digests = digests;
    }

    /**
     * All of them, the newest execution first, as {@code uses}.
     *
     * @return with {@code complete}: false if there are executions before the {@value #MOST} newest, which nobody looked at
     */
    public static ObjectNode of(Execution execution, Past past) throws IOException {
        var uses = new Uses(bundles(execution).map(Artifact::digest).collect(Collectors.toSet()));
        long below = Long.MAX_VALUE;
        int seen = 0;
        List<Execution> piece;
        do {
            piece = past.latest(below, PIECE);
            piece.forEach(uses::look);
            seen += piece.size();
            below = piece.isEmpty() ? 0 : piece.get(piece.size() - 1).start().number();
        } while (piece.size() == PIECE && seen < MOST);
        var node = object().put("complete", piece.size() < PIECE);
        node.set("uses", array(uses.found, use -> use));
        return node;
    }

    private static Stream<Artifact> bundles(Execution execution) {
        var taken = runs(execution).flatMap(run -> run.inputs().stream());
        var made = runs(execution).flatMap(run -> run.outcome().artifacts().stream());
        return Stream.of(execution.artifacts().values().stream(), taken, made).flatMap(all -> all);
    }

    private static Stream<ActionRun> runs(Execution execution) {
        return execution.stages().values().stream().flatMap(stage -> stage.actions().stream());
    }

    private void look(Execution execution) {
        for (StageRun stage : execution.stages().values()) {
            for (ActionRun run : stage.actions()) {
                note("OUTPUT", run.outcome().artifacts(), execution, stage, run);
                note("INPUT", run.inputs(), execution, stage, run);
            }
        }
    }

    private void note(String way, Collection<Artifact> bundles, Execution execution, StageRun stage, ActionRun run) {
        bundles.stream()
                .filter(bundle -> digests.contains(bundle.digest()))
                .map(bundle -> object().put("digest", bundle.digest())
                        .put("name", bundle.name())
                        .put("way", way)
                        .put("pipelineExecutionId", execution.id())
                        .put("number", execution.start().number())
                        .put("executionType", execution.start().type().name())
                        .put("stageName", stage.stage())
                        .put("actionName", run.action())
                        .put("attempt", run.attempt())
                        .put("status", run.status().label())
                        .put("startTime", time(run.started())))
                .forEach(found::add);
    }
}

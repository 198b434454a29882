package io.jenkins.plugins.stagegate.local.pipeline;

import io.jenkins.plugins.stagegate.artifact.FolderArtifactStore;
import io.jenkins.plugins.stagegate.decision.ActionFailure;
import io.jenkins.plugins.stagegate.journal.JournalLockedException;
import io.jenkins.plugins.stagegate.local.host.Neighbours;
import io.jenkins.plugins.stagegate.runtime.PipelineEngine;
import io.jenkins.plugins.stagegate.source.SourceException;
import io.jenkins.plugins.stagegate.wording.Nearest;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** The pipelines that this program has open, and those in a state folder that it can open for a moment. */
public final class OpenPipelines implements Neighbours {
    private final StateFolder state;
    private final Map<String, LocalPipeline> open = new ConcurrentHashMap<>();

    /** None is open yet. */
    public OpenPipelines(StateFolder state) {
        this.state = state;
    }

    /** Takes in one that was opened. */
    public void add(LocalPipeline pipeline) {
        open.put(pipeline.place().pipeline(), pipeline);
    }

    /** Forgets one that will be closed. */
    public void remove(LocalPipeline pipeline) {
        open.remove(pipeline.place().pipeline(), pipeline);
    }

    @Override
    public Optional<PipelineEngine> find(String pipeline) {
        return Optional.ofNullable(open.get(pipeline)).map(LocalPipeline::engine);
    }

    @Override
    public <T> T visit(String pipeline, Visit<T> visit) throws SourceException, IOException {
        var known = open.get(pipeline);
        if (known != null) {
            return visit.at(
                    known.engine(), new FolderArtifactStore(known.place().artifacts()));
        }
        if (!state.pipelines().contains(pipeline)) {
            throw new SourceException(ActionFailure.CONFIGURATION, unknown(pipeline));
        }
        try (var opened = LocalPipeline.open(state.of(pipeline))) {
            return visit.at(
                    opened.engine(), new FolderArtifactStore(opened.place().artifacts()));
        } catch (JournalLockedException e) {
            throw new SourceException(
                    ActionFailure.SYSTEM_UNAVAILABLE,
                    "Another process has the pipeline '" + pipeline
                            + "' open. Serve both with one `serve`, or try again" + " when that has ended.",
                    e);
        }
    }

    private String unknown(String pipeline) throws IOException {
        var names = new TreeSet<>(open.keySet());
        names.addAll(state.pipelines());
        return ("There is no pipeline '" + pipeline + "' here, but "
                        + (names.isEmpty() ? "none" : String.join(", ", names))
                        + ". Serve it too, or run it with the same --state. " + Nearest.suggestion(pipeline, names))
                .strip();
    }
}

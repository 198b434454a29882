package io.jenkins.plugins.stagegate.local.host;

import io.jenkins.plugins.stagegate.artifact.ArtifactStore;
import io.jenkins.plugins.stagegate.decision.ActionFailure;
import io.jenkins.plugins.stagegate.decision.ActionOutcome;
import io.jenkins.plugins.stagegate.decision.ActionProgress;
import io.jenkins.plugins.stagegate.decision.Effect;
import io.jenkins.plugins.stagegate.decision.SourceOverride;
import io.jenkins.plugins.stagegate.model.Artifact;
import io.jenkins.plugins.stagegate.runtime.PipelineEngine;
import io.jenkins.plugins.stagegate.source.SourceException;
import io.jenkins.plugins.stagegate.upstream.PipelineRelease;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Optional;

/** An action that takes what another pipeline has put out: the same bytes, so the same digests. */
final class PipelineWork implements ActionWork {
    private final Effect.StartAction start;
    private final Neighbours neighbours;
    private final ActionFolders folders;
    private final ArtifactStore store;

    PipelineWork(Effect.StartAction start, Neighbours neighbours, ActionFolders folders, ArtifactStore store) {
        this.start = start;
        this.neighbours = neighbours;
        this.folders = folders;
        this.store = store;
    }

    @Override
    public ActionOutcome perform(boolean again) throws ActionFailedException, IOException {
        try {
            var override = override();
            return neighbours.visit(
                    start.action().configuration().get("pipeline"),
                    (pipeline, artifacts) -> take(pipeline, artifacts, override));
        } catch (SourceException e) {
            folders.say(start.actionExecution(), e.getMessage());
            throw new ActionFailedException(e.failure());
        }
    }

    private Optional<String> override() throws ActionFailedException {
        var override = start.override();
        if (override.isPresent() && !override.get().type().equals(PipelineRelease.REVISION_TYPE)) {
            throw new ActionFailedException(
                    ActionFailure.CONFIGURATION,
                    "A source that is another pipeline takes a revision of type " + PipelineRelease.REVISION_TYPE
                            + ", not " + override.get().type() + ".");
        }
        return override.map(SourceOverride::value);
    }

    private ActionOutcome take(PipelineEngine pipeline, ArtifactStore artifacts, Optional<String> override)
            throws SourceException, IOException {
        var release = PipelineRelease.of(pipeline, override);
        var settings = start.action().configuration();
        var taken = new ArrayList<Artifact>();
        for (var output : start.action().outputs()) {
            var artifact = release.artifact(settings.getOrDefault("artifact", output.name()));
            var ours = new Artifact(output.name(), artifact.digest(), artifact.size());
            if (!store.has(ours.digest())) {
                copy(release, artifacts, ours);
            }
            taken.add(ours);
            folders.say(
                    start.actionExecution(), "Took " + artifact.name() + " (" + artifact.digest() + ") of " + release);
        }
        var revision = release.as(start.action().name());
        return new ActionOutcome(
                taken, release.variables(), Optional.of(revision), ActionProgress.summary(revision.summary()));
    }

    private void copy(PipelineRelease release, ArtifactStore artifacts, Artifact artifact)
            throws SourceException, IOException {
        if (!artifacts.has(artifact.digest())) {
            throw new SourceException(
                    ActionFailure.CONFIGURATION,
                    release + " has thrown its artifacts away. Let it keep more executions, or take a newer one.");
        }
        try (var content = artifacts.open(artifact.digest())) {
            store.put(artifact, content);
        }
    }

    @Override
    public void tidy() {
        // Nothing lies anywhere but in the store.
    }

    @Override
    public void stop() {
        // A copy ends by itself soon enough.
    }
}

package io.jenkins.plugins.stagegate.local.host;

import io.jenkins.plugins.stagegate.artifact.ArtifactStore;
import io.jenkins.plugins.stagegate.runtime.PipelineEngine;
import io.jenkins.plugins.stagegate.source.SourceException;
import java.io.IOException;
import java.util.Optional;

/** The other pipelines of this machine. May be asked by any thread. */
public interface Neighbours {
    /** What is done with another pipeline while it is open. */
    interface Visit<T> {
        /** Reads what is needed, and stores nothing. */
        T at(PipelineEngine pipeline, ArtifactStore artifacts) throws SourceException, IOException;
    }

    /** Another pipeline that this program performs, so that what is started there also runs. */
    Optional<PipelineEngine> find(String pipeline);

    /**
     * Visits another pipeline.
     *
     * @throws SourceException if there is none of that name, or if another process has it
     */
    <T> T visit(String pipeline, Visit<T> visit) throws SourceException, IOException;
}

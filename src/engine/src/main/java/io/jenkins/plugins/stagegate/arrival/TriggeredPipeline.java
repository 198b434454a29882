package io.jenkins.plugins.stagegate.arrival;

import io.jenkins.plugins.stagegate.model.Action;
import io.jenkins.plugins.stagegate.model.Pipeline;
import io.jenkins.plugins.stagegate.runtime.PipelineEngine;
import io.jenkins.plugins.stagegate.source.FileSource;
import io.jenkins.plugins.stagegate.source.GitSource;
import io.jenkins.plugins.stagegate.source.SourceException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A pipeline that triggers start, as its host has it. Called by one thread at a time, except for {@link #definition} and
 * {@link #watched}.
 */
public interface TriggeredPipeline {
    /**
     * Reads the definition anew, if it may have changed.
     *
     * @throws NotStartedException if it is not in order
     */
    void refresh() throws NotStartedException, IOException;

    /** What the definition says, as far as it is known. */
    Optional<Pipeline> definition();

    /** The source actions whose repositories triggers are about. Asks no repository. */
    List<Watched> watched();

    /** What decides about it. */
    PipelineEngine engine();

    /** The pipeline that the definition calls by that name; empty if there is none that it may know of. */
    Optional<? extends TriggeredPipeline> upstream(String name);

    /** What repositories are asked by, with the logins that the pipeline may use. */
    GitSource git();

    /**
     * What a source action takes from, if that is no repository and this host can look at it.
     *
     * @throws SourceException if its settings make no sense
     */
    default Optional<FileSource> files(Action action) throws SourceException {
        return Optional.empty();
    }

    /** The number of the execution that was started with the token; empty if none was. */
    Optional<String> started(String token) throws IOException;

    /**
     * Starts an execution, or sees to it that one starts soon. Does nothing while one with the same token is about to start, so that
     * it may be called again, also after a crash.
     *
     * @throws NotStartedException if it cannot start, or if what was about to start came to nothing
     */
    void start(Start start) throws NotStartedException, IOException;
}

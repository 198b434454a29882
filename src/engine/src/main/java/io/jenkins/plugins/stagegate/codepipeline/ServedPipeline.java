package io.jenkins.plugins.stagegate.codepipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.stagegate.runtime.PipelineEngine;
import java.io.IOException;
import java.util.Optional;

/** A pipeline at work, and the declaration that it came from. */
public interface ServedPipeline {
    /** The pipeline. */
    PipelineEngine engine();

    /** Brings the definition up to date, before an execution starts. */
    void refresh() throws ServiceException, IOException;

    /** The declaration of that version word for word, if it was given as CodePipeline's JSON. */
    Optional<ObjectNode> declared(int version) throws IOException;

    /**
     * Replaces the declaration.
     *
     * @throws ServiceException if the declaration lives elsewhere, such as in a repository
     */
    void update(ObjectNode declaration) throws ServiceException, IOException;
}

package io.jenkins.plugins.stagegate.codepipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.stagegate.api.InvalidRequestException;
import io.jenkins.plugins.stagegate.api.Viewer;
import io.jenkins.plugins.stagegate.decision.Actor;
import io.jenkins.plugins.stagegate.runtime.CommandRefusedException;
import io.jenkins.plugins.stagegate.runtime.PipelineEngine;
import java.io.IOException;
import java.util.Optional;

/**
 * A pipeline at work, and the declaration that it came from.
 *
 * <p>A host that lets some callers do less than others refuses with a {@link ServiceException}, or with a runtime exception of
 * its own that it turns into one where it receives calls.
 */
public interface ServedPipeline {
    /** The pipeline, for questions. */
    PipelineEngine engine();

    /** Brings the definition up to date, before an execution starts. */
    void refresh() throws ServiceException, IOException;

    /**
     * Carries out what a caller asks for. Unless a host knows better, that goes to the engine straight away.
     *
     * @return with {@code pipelineExecutionId}, where the change is about an execution
     */
    default ObjectNode change(Change change, ObjectNode request, Actor by)
            throws ServiceException, InvalidRequestException, CommandRefusedException, IOException {
        return new DirectChanges(this, by).make(change, request);
    }

    /** What the caller may do, as far as answers depend on it. */
    default Viewer viewer(Actor by) {
        return Viewer.owner(by);
    }

    /** The declaration of that version word for word, if it was given as CodePipeline's JSON. */
    Optional<ObjectNode> declared(int version) throws IOException;

    /** Makes sure that the caller may see how the pipeline is declared. */
    default void requireDeclarationShown() throws ServiceException {}

    /** Makes sure that the caller may change what belongs to the pipeline: its tags and webhooks. */
    default void requireConfigurable() throws ServiceException {}

    /** Whether the caller may change what belongs to the pipeline. */
    default boolean configurable() {
        return true;
    }

    /**
     * Replaces the declaration.
     *
     * @param declaration of secrets in it the host {@linkplain SecretSettings#keep keeps} only which ones they are
     * @throws ServiceException if the declaration lives elsewhere, such as in a repository
     */
    void update(ObjectNode declaration) throws ServiceException, IOException;
}

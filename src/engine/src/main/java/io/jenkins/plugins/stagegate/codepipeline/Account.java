package io.jenkins.plugins.stagegate.codepipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.stagegate.worker.ActionTypes;
import io.jenkins.plugins.stagegate.worker.JobBoard;
import io.jenkins.plugins.stagegate.worker.WorkerBundles;
import java.io.IOException;
import java.util.Optional;
import java.util.SortedSet;

/** What a host answers for: its pipelines, and what belongs to none of them. May be used by any thread. */
public interface Account {
    /** What stands for the account's number in names and messages. */
    String ID = "000000000000";
    /** What stands for the region. */
    String REGION = "local";

    /** The names of the pipelines. */
    SortedSet<String> names();

    /**
     * The pipeline of that name.
     *
     * @throws java.io.UncheckedIOException if there is one that cannot be opened; the message says why
     */
    Optional<ServedPipeline> pipeline(String name);

    /** Tags and webhooks. */
    Registry registry();

    /** The custom action types. */
    ActionTypes actionTypes();

    /** Where workers ask for jobs. */
    JobBoard jobs();

    /** Where workers' artifacts are. */
    WorkerBundles bundles();

    /** What proves that somebody was told of that job: a text that nobody else can guess, always the same for the same job. */
    String token(String job);

    /**
     * Where a webhook can be called from outside.
     *
     * @param address its name, a slash, and what nobody can guess
     */
    String webhookUrl(String address);

    /**
     * Makes a pipeline.
     *
     * @param declaration in the shape {@code PipelineDeclaration}, held against it; of secrets in it the host {@linkplain
     *     SecretSettings#keep keeps} only which ones they are
     * @throws ServiceException if there is such a pipeline already, or the host makes none
     */
    void create(String name, ObjectNode declaration) throws ServiceException, IOException;

    /**
     * Ends a pipeline and forgets it. Deleting one that is not there does nothing.
     *
     * @throws ServiceException if it is not one that {@link #create} made
     */
    void delete(String name) throws ServiceException, IOException;

    /** What clients call the pipeline that its engine knows by this name. */
    default String name(String pipeline) {
        return pipeline;
    }

    /** Whether the caller may know of that pipeline, if there is one. */
    default boolean shows(String pipeline) {
        return true;
    }

    /**
     * The secret text that the host keeps under that id, among those that the pipeline may use.
     *
     * @param pipeline the name by which its engine knows it
     */
    default Optional<String> secret(String pipeline, String id) {
        return Optional.empty();
    }

    /** What to do so that {@link #secret} finds a secret of that id. */
    default String secretMissing(String id) {
        return "This host keeps no secrets.";
    }

    /**
     * The secrets of a pipeline that clients gave.
     *
     * @param pipeline the name by which its engine knows it
     */
    Optional<KeptSecrets> keptSecrets(String pipeline);

    /** Makes sure that the caller may change what belongs to no pipeline. */
    default void requireControl() throws ServiceException {}

    /** Whether the caller may change what belongs to no pipeline. */
    default boolean controls() {
        return true;
    }

    /** The long name of a pipeline. */
    static String arn(String pipeline) {
        return "arn:aws:codepipeline:" + REGION + ":" + ID + ":" + pipeline;
    }
}

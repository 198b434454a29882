package io.jenkins.plugins.stagegate.plugin.job;

import hudson.model.Action;
import hudson.model.TaskListener;
import hudson.scm.SCM;
import io.jenkins.plugins.stagegate.arrival.Watched;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** What makes a job a release pipeline: a definition of one of our kinds. */
public interface ReleaseDefinition {
    /** The repository that holds the definition, at the revision of that build; nothing if no repository does. */
    default Optional<SCM> repository(WorkflowRun build, TaskListener listener)
            throws IOException, InterruptedException {
        return Optional.empty();
    }

    /** The branch that the job is of, where the job is one of a branch; of a pull request the name that Jenkins has for it. */
    default Optional<String> branch(WorkflowJob job) {
        return Optional.empty();
    }

    /** The same repository, for triggers to look at; nothing if there is none that can be watched. Asks no repository. */
    default Optional<Watched> watched(WorkflowJob job, String action) {
        return Optional.empty();
    }

    /**
     * What must go with a build so that it takes the definition, and {@code scm()}, at that commit.
     *
     * @param on {@code branch NAME} or {@code tag NAME}
     */
    default List<Action> pin(WorkflowJob job, String on, String commit) throws IOException {
        return List.of();
    }

    /**
     * What must be with a build before it begins, so that it takes the definition, and {@code scm()}, at that commit, of whatever
     * branch; nothing if none can be chosen.
     */
    default List<Action> at(String commit) {
        return List.of();
    }

    /** The definition as it is now, if it can be had without a build, and may be another one than that of the job's last build. */
    default Optional<DefinitionText> peek(WorkflowJob job) throws IOException, InterruptedException {
        return Optional.empty();
    }
}

package io.jenkins.plugins.stagegate.plugin.job;

import hudson.model.TaskListener;
import hudson.scm.SCM;
import java.io.IOException;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** What makes a job a release pipeline: a definition of one of our kinds. */
public interface ReleaseDefinition {
    /** The repository that holds the definition, at the revision of that build; nothing if no repository does. */
    default Optional<SCM> repository(WorkflowRun build, TaskListener listener)
            throws IOException, InterruptedException {
        return Optional.empty();
    }
}

package io.jenkins.plugins.stagegate.plugin.host;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;

/** What is kept of the pipeline of a job, whether or not it is open. To ask opens nothing. */
public record KeptPipeline(WorkflowJob job) {
    /** Whether there was ever a pipeline of that job. */
    public boolean exists() {
        return Files.isDirectory(PipelineFolder.of(job));
    }

    /** Whether a definition of that job had triggers. */
    public boolean hadTriggers() {
        return Files.isDirectory(triggers());
    }

    /** Where the pipeline's triggers keep what they must not forget; there once a definition had triggers. */
    public Path triggers() {
        return PipelineFolder.of(job).resolve("triggers");
    }

    /** Where the secret settings of the job's actions are that clients gave. */
    public Path secrets() {
        return PipelineFolder.of(job).resolve("secrets");
    }
}

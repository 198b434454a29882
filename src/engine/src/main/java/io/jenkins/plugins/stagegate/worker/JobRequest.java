package io.jenkins.plugins.stagegate.worker;

import io.jenkins.plugins.stagegate.decision.JobStatus;
import io.jenkins.plugins.stagegate.model.ActionType;
import io.jenkins.plugins.stagegate.model.Artifact;
import io.jenkins.plugins.stagegate.model.OutputArtifact;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a worker is told of a job: {@code Job}, and without the nonce {@code JobDetails}.
 *
 * @param job its id
 * @param nonce what {@code AcknowledgeJob} must name; empty in answers to {@code GetJobDetails}
 * @param configuration of the action, with every variable resolved
 * @param inputs the artifacts that the action takes in, by their digests
 * @param outputs the artifacts that it is to put out
 * @param continuationToken what the worker said at the end of the job before
 * @param expires when the action fails if its job has not ended
 */
public record JobRequest(
        String job,
        String nonce,
        JobStatus status,
        ActionType type,
        Map<String, String> configuration,
        Context context,
        List<Artifact> inputs,
        List<OutputArtifact> outputs,
        Optional<String> continuationToken,
        Instant expires) {
    /** Where the job belongs to: {@code PipelineContext}. */
    public record Context(String pipeline, String execution, String stage, String action, String actionExecution) {}
}

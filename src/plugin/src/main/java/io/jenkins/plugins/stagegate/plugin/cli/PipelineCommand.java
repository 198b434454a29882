package io.jenkins.plugins.stagegate.plugin.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.AbortException;
import hudson.model.Job;
import io.jenkins.plugins.stagegate.codepipeline.ServiceException;
import io.jenkins.plugins.stagegate.plugin.host.JobPipeline;
import io.jenkins.plugins.stagegate.plugin.host.Pipelines;
import io.jenkins.plugins.stagegate.plugin.wire.WireAction;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.kohsuke.args4j.Argument;

/** A command about one release pipeline. */
abstract class PipelineCommand extends VerbCommand {
    /** The job whose pipeline is meant. */
    @Argument(index = 0, metaVar = "JOB", usage = "Name of the job", required = true)
    public Job<?, ?> job;

    @Override
    final ObjectNode answer() throws IOException {
        return answer(release(job));
    }

    /** Does what the command is for. */
    abstract ObjectNode answer(WorkflowJob release) throws IOException;

    static JobPipeline pipeline(WorkflowJob release) throws IOException {
        return Pipelines.get().of(release);
    }

    /** What CodePipeline's clients call the pipeline of that job. */
    static String clientName(WorkflowJob release) {
        return WireAction.clientName(release);
    }

    /** Answers as CodePipeline's clients are answered. */
    static ObjectNode inquire(String operation, ObjectNode input) throws IOException {
        try {
            return WireAction.get().inquire(operation, input);
        } catch (ServiceException e) {
            throw new AbortException(e.code() + ": " + e.getMessage());
        }
    }
}

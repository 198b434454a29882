package io.jenkins.plugins.stagegate.plugin.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.Extension;
import io.jenkins.plugins.stagegate.plugin.ui.Operation;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.kohsuke.args4j.Option;

/** Retries a stage. */
@Extension
public final class RetryStageExecutionCommand extends PipelineCommand {
    @Option(name = "--stage-name", metaVar = "STAGE", usage = "Name of the stage", required = true)
    public String stage;

    @Option(name = "--pipeline-execution-id", metaVar = "ID", usage = "Id of the execution", required = true)
    public String execution;

    @Option(name = "--retry-mode", metaVar = "FAILED_ACTIONS|ALL_ACTIONS", usage = "FAILED_ACTIONS unless told")
    public String mode = "FAILED_ACTIONS";

    @Override
    public String getShortDescription() {
        return Messages.RetryStageExecution_shortDescription();
    }

    @Override
    ObjectNode answer(WorkflowJob release) throws IOException {
        return change(
                release,
                Operation.RETRY,
                object().put("stageName", stage)
                        .put("pipelineExecutionId", execution)
                        .put("retryMode", mode));
    }
}

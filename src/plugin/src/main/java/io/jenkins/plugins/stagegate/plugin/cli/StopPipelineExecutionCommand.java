package io.jenkins.plugins.stagegate.plugin.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.Extension;
import io.jenkins.plugins.stagegate.plugin.ui.Operation;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.kohsuke.args4j.Option;

/** Stops an execution. */
@Extension
public final class StopPipelineExecutionCommand extends PipelineCommand {
    @Option(name = "--pipeline-execution-id", metaVar = "ID", usage = "Id of the execution", required = true)
    public String execution;

    @Option(name = "--abandon", usage = "End running actions instead of waiting for them")
    public boolean abandon;

    @Option(name = "--reason", usage = "Why")
    public String reason = "";

    @Override
    public String getShortDescription() {
        return Messages.StopPipelineExecution_shortDescription();
    }

    @Override
    ObjectNode answer(WorkflowJob release) throws IOException {
        return change(
                release,
                Operation.STOP,
                object().put("pipelineExecutionId", execution)
                        .put("abandon", abandon)
                        .put("reason", reason));
    }
}

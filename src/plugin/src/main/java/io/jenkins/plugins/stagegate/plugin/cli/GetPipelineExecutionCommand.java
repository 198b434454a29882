package io.jenkins.plugins.stagegate.plugin.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.AbortException;
import hudson.Extension;
import io.jenkins.plugins.stagegate.plugin.ui.Reads;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.kohsuke.args4j.Option;

/** Answers what one execution brings, how it stands, and what it did stage by stage. */
@Extension
public final class GetPipelineExecutionCommand extends PipelineCommand {
    @Option(name = "--pipeline-execution-id", metaVar = "ID", usage = "Id of the execution", required = true)
    public String execution;

    @Override
    public String getShortDescription() {
        return Messages.GetPipelineExecution_shortDescription();
    }

    @Override
    ObjectNode answer(WorkflowJob release) throws IOException {
        var found = new Reads(pipeline(release))
                .execution(execution)
                .orElseThrow(() -> new AbortException(Messages.GetPipelineExecution_unknown(execution)));
        return found.retain("pipelineExecution");
    }
}

package io.jenkins.plugins.stagegate.plugin.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.Extension;
import io.jenkins.plugins.stagegate.plugin.ui.Operation;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.kohsuke.args4j.Option;

/** Lets one execution pass a stopped line. */
@Extension
public final class ForceStageEntryCommand extends PipelineCommand {
    @Option(name = "--stage-name", metaVar = "STAGE", usage = "Name of the stage it waits for", required = true)
    public String stage;

    @Option(name = "--pipeline-execution-id", metaVar = "ID", usage = "Id of the execution", required = true)
    public String execution;

    @Option(name = "--rationale", metaVar = "TEXT", usage = "Why, for the record", required = true)
    public String rationale;

    @Override
    public String getShortDescription() {
        return Messages.ForceStageEntry_shortDescription();
    }

    @Override
    ObjectNode answer(WorkflowJob release) throws IOException {
        return change(
                release,
                Operation.FORCE_ENTRY,
                object().put("stageName", stage)
                        .put("pipelineExecutionId", execution)
                        .put("rationale", rationale));
    }
}

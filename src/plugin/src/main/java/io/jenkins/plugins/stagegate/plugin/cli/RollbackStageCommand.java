package io.jenkins.plugins.stagegate.plugin.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.Extension;
import io.jenkins.plugins.stagegate.plugin.ui.Operation;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.kohsuke.args4j.Option;

/** Rolls a stage back. */
@Extension
public final class RollbackStageCommand extends PipelineCommand {
    @Option(name = "--stage-name", metaVar = "STAGE", usage = "Name of the stage", required = true)
    public String stage;

    @Option(
            name = "--target-pipeline-execution-id",
            metaVar = "ID",
            usage = "Execution that succeeded in the stage",
            required = true)
    public String target;

    @Override
    public String getShortDescription() {
        return Messages.RollbackStage_shortDescription();
    }

    @Override
    ObjectNode answer(WorkflowJob release) throws IOException {
        return change(
                release, Operation.ROLLBACK, object().put("stageName", stage).put("targetPipelineExecutionId", target));
    }
}

package io.jenkins.plugins.stagegate.plugin.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.Extension;
import io.jenkins.plugins.stagegate.plugin.ui.Operation;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.kohsuke.args4j.Option;

/** Lets an execution pass in spite of a condition. */
@Extension
public final class OverrideStageConditionCommand extends PipelineCommand {
    @Option(name = "--stage-name", metaVar = "STAGE", usage = "Name of the stage", required = true)
    public String stage;

    @Option(name = "--pipeline-execution-id", metaVar = "ID", usage = "Id of the execution", required = true)
    public String execution;

    @Option(name = "--condition-type", metaVar = "BEFORE_ENTRY|ON_SUCCESS", usage = "Which condition", required = true)
    public String type;

    @Override
    public String getShortDescription() {
        return Messages.OverrideStageCondition_shortDescription();
    }

    @Override
    ObjectNode answer(WorkflowJob release) throws IOException {
        return change(
                release,
                Operation.OVERRIDE,
                object().put("stageName", stage)
                        .put("pipelineExecutionId", execution)
                        .put("conditionType", type));
    }
}

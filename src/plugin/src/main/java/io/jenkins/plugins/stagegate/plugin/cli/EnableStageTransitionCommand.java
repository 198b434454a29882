package io.jenkins.plugins.stagegate.plugin.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.Extension;
import io.jenkins.plugins.stagegate.plugin.ui.Operation;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.kohsuke.args4j.Option;

/** Opens the way into or out of a stage. */
@Extension
public final class EnableStageTransitionCommand extends PipelineCommand {
    @Option(name = "--stage-name", metaVar = "STAGE", usage = "Name of the stage", required = true)
    public String stage;

    @Option(name = "--transition-type", metaVar = "Inbound|Outbound", usage = "Which way; Inbound unless told")
    public String type = "Inbound";

    @Override
    public String getShortDescription() {
        return Messages.EnableStageTransition_shortDescription();
    }

    @Override
    ObjectNode answer(WorkflowJob release) throws IOException {
        return change(
                release,
                Operation.TRANSITION,
                object().put("stageName", stage).put("transitionType", type).put("enabled", true));
    }
}

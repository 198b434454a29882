package io.jenkins.plugins.stagegate.plugin.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.Extension;
import io.jenkins.plugins.stagegate.plugin.ui.Reads;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;

/** Answers where everything is, and what waits for what. */
@Extension
public final class GetPipelineStateCommand extends PipelineCommand {
    @Override
    public String getShortDescription() {
        return Messages.GetPipelineState_shortDescription();
    }

    @Override
    ObjectNode answer(WorkflowJob release) throws IOException {
        return new Reads(pipeline(release)).state();
    }
}

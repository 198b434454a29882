package io.jenkins.plugins.stagegate.plugin.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.Extension;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.kohsuke.args4j.Option;

/** Answers the definition in CodePipeline's JSON, which may stand wherever a {@code Jenkinsfile} may. */
@Extension
public final class GetPipelineCommand extends PipelineCommand {
    @Option(name = "--pipeline-version", metaVar = "N", usage = "Which version; the current one unless told")
    public Integer version;

    @Override
    public String getShortDescription() {
        return Messages.GetPipeline_shortDescription();
    }

    @Override
    ObjectNode answer(WorkflowJob release) throws IOException {
        var input = object().put("name", clientName(release));
        if (version != null) {
            input.put("version", version);
        }
        return inquire("GetPipeline", input);
    }
}

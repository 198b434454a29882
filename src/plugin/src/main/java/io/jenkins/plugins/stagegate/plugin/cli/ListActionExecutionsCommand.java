package io.jenkins.plugins.stagegate.plugin.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.Extension;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.kohsuke.args4j.Option;

/** Lists what actions did, the newest first. */
@Extension
public final class ListActionExecutionsCommand extends PipelineCommand {
    @Option(
            name = "--pipeline-execution-id",
            metaVar = "ID",
            usage = "Only those of this execution; of all of them unless told")
    public String execution;

    @Option(name = "--max-results", metaVar = "N", usage = "At most that many; 100 unless told")
    public int most = 100;

    @Option(name = "--next-token", metaVar = "TOKEN", usage = "Go on behind the page that ended with this token")
    public String token;

    @Override
    public String getShortDescription() {
        return Messages.ListActionExecutions_shortDescription();
    }

    @Override
    ObjectNode answer(WorkflowJob release) throws IOException {
        var input = object().put("maxResults", most);
        if (token != null) {
            input.put("nextToken", token);
        }
        if (execution != null) {
            input.putObject("filter").put("pipelineExecutionId", execution);
        }
        return inquire("ListActionExecutions", input.put("pipelineName", clientName(release)));
    }
}

package io.jenkins.plugins.stagegate.plugin.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.AbortException;
import hudson.Extension;
import io.jenkins.plugins.stagegate.decision.SourceOverride;
import io.jenkins.plugins.stagegate.plugin.ui.Operation;
import java.io.IOException;
import java.util.List;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.kohsuke.args4j.Option;

/** Starts an execution. */
@Extension
public final class StartPipelineExecutionCommand extends PipelineCommand {
    @Option(name = "--variable", metaVar = "NAME=VALUE", usage = "Value of a pipeline variable; may be repeated")
    public List<String> variables = new java.util.ArrayList<>();

    @Option(
            name = "--source-revision",
            metaVar = "ACTION=REVISION",
            usage = "Revision for a source action, such as a commit; may be repeated")
    public List<String> revisions = new java.util.ArrayList<>();

    @Option(name = "--client-request-token", usage = "A repeated start with the same token starts nothing")
    public String token;

    @Override
    public String getShortDescription() {
        return Messages.StartPipelineExecution_shortDescription();
    }

    @Override
    ObjectNode answer(WorkflowJob release) throws IOException {
        var request = object().put("clientRequestToken", token);
        var values = request.putArray("variables");
        for (String variable : variables) {
            var pair = pair(variable);
            values.addObject().put("name", pair.get(0)).put("value", pair.get(1));
        }
        var definition = pipeline(release).engine().state().definition();
        var sources = request.putArray("sourceRevisions");
        for (String revision : revisions) {
            var pair = pair(revision);
            var override = SourceOverride.in(definition, pair.get(0), pair.get(1));
            sources.addObject()
                    .put("actionName", override.action())
                    .put("revisionType", override.type())
                    .put("revisionValue", override.value());
        }
        return change(release, Operation.START, request);
    }

    private static List<String> pair(String text) throws AbortException {
        int at = text.indexOf('=');
        if (at < 1) {
            throw new AbortException(Messages.StartPipelineExecution_noPair(text));
        }
        return List.of(text.substring(0, at), text.substring(at + 1));
    }
}

package io.jenkins.plugins.stagegate.local.cli;

import io.jenkins.plugins.stagegate.local.UserException;
import io.jenkins.plugins.stagegate.local.desk.Answer;
import io.jenkins.plugins.stagegate.local.desk.Door;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "start-pipeline-execution",
        description = "Starts an execution where the pipeline is served or run.",
        footer = {
            "",
            "  stage-gate start-pipeline-execution --name shop",
            "  stage-gate start-pipeline-execution --name shop --variables name=REGION,value=eu-west-1"
        })
final class StartVerb extends PipelineVerb {
    @Option(
            names = "--variables",
            arity = "1..*",
            paramLabel = "name=N,value=V",
            description = "Values of pipeline variables.")
    private List<String> variables = List.of();

    @Option(
            names = "--source-revisions",
            arity = "1..*",
            paramLabel = "actionName=A,revisionType=COMMIT_ID,revisionValue=C",
            description = "Revisions that source actions take instead of the newest.")
    private List<String> revisions = List.of();

    @Option(
            names = "--client-request-token",
            paramLabel = "TOKEN",
            description = "A start repeated with the same token starts nothing new.")
    private String token;

    @Override
    Answer ask(Door door) throws UserException, IOException {
        var body = object();
        var values = body.putArray("variables");
        for (String text : variables) {
            put(values.addObject(), Shorthand.parse("--variables", text, List.of("name", "value")));
        }
        var overrides = body.putArray("sourceRevisions");
        for (String text : revisions) {
            put(
                    overrides.addObject(),
                    Shorthand.parse(
                            "--source-revisions", text, List.of("actionName", "revisionType", "revisionValue")));
        }
        if (token != null) {
            body.put("clientRequestToken", token);
        }
        return door.change("start", body.toString());
    }

    private static void put(com.fasterxml.jackson.databind.node.ObjectNode node, Map<String, String> values) {
        values.forEach(node::put);
    }
}

package io.jenkins.plugins.stagegate.local.cli;

import io.jenkins.plugins.stagegate.local.UserException;
import io.jenkins.plugins.stagegate.local.desk.Answer;
import io.jenkins.plugins.stagegate.local.desk.Door;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "put-approval-result",
        description = "Approves or rejects.",
        footer = {
            "",
            "The token is that of the question you have seen; get-pipeline-state shows it.",
            "",
            "  stage-gate put-approval-result --pipeline-name shop --stage-name Approve \\",
            "      --action-name ShipIt --token 1a2b... --result \"summary=Looks good,status=Approved\""
        })
final class ApprovalVerb extends PipelineVerb {
    @Option(names = "--stage-name", required = true, paramLabel = "STAGE", description = "The stage it is in.")
    private String stage;

    @Option(names = "--action-name", required = true, paramLabel = "ACTION", description = "The approval.")
    private String action;

    @Option(names = "--token", required = true, paramLabel = "TOKEN", description = "Which question is answered.")
    private String token;

    @Option(
            names = "--result",
            required = true,
            paramLabel = "summary=TEXT,status=Approved|Rejected",
            description = "The decision and a comment.")
    private String result;

    @Option(names = "--field", paramLabel = "NAME=VALUE", description = "A value that the approval asks for.")
    private Map<String, String> fields = new LinkedHashMap<>();

    @Option(
            names = "--pipeline-execution-id",
            paramLabel = "ID",
            description = "Which execution is approved, at a gate that offers several (default: the one at the gate).")
    private String execution;

    @Override
    Answer ask(Door door) throws UserException, IOException {
        var body = object().put("stageName", stage).put("actionName", action).put("token", token);
        var decision = body.putObject("result");
        Shorthand.parse("--result", result, List.of("summary", "status")).forEach(decision::put);
        if (execution != null) {
            decision.put("pipelineExecutionId", execution);
        }
        var values = decision.putObject("fields");
        fields.forEach(values::put);
        return door.change("approve", body.toString());
    }
}

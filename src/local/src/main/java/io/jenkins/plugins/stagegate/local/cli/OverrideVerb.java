package io.jenkins.plugins.stagegate.local.cli;

import io.jenkins.plugins.stagegate.local.UserException;
import io.jenkins.plugins.stagegate.local.desk.Answer;
import io.jenkins.plugins.stagegate.local.desk.Door;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "override-stage-condition",
        description = "Lets an execution pass in spite of a condition that is being looked at.",
        footer = {
            "",
            "  stage-gate override-stage-condition --pipeline-name shop --stage-name Production \\",
            "      --pipeline-execution-id 1a2b... --condition-type BEFORE_ENTRY"
        })
final class OverrideVerb extends PipelineVerb {
    @Option(names = "--stage-name", required = true, paramLabel = "STAGE", description = "The stage.")
    private String stage;

    @Option(names = "--pipeline-execution-id", required = true, paramLabel = "ID", description = "The execution.")
    private String execution;

    @Option(
            names = "--condition-type",
            required = true,
            paramLabel = "BEFORE_ENTRY|ON_SUCCESS",
            description = "Whose condition.")
    private String type;

    @Override
    Answer ask(Door door) throws UserException, IOException {
        return door.change(
                "override",
                object().put("stageName", stage)
                        .put("pipelineExecutionId", execution)
                        .put("conditionType", type)
                        .toString());
    }
}

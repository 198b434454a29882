package io.jenkins.plugins.stagegate.local.cli;

import io.jenkins.plugins.stagegate.local.UserException;
import io.jenkins.plugins.stagegate.local.desk.Answer;
import io.jenkins.plugins.stagegate.local.desk.Door;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "rollback-stage",
        description = "Brings a stage back to what an earlier execution put there, by a new execution.",
        footer = {
            "",
            "  stage-gate rollback-stage --pipeline-name shop --stage-name Production \\",
            "      --target-pipeline-execution-id 1a2b..."
        })
final class RollbackVerb extends PipelineVerb {
    @Option(names = "--stage-name", required = true, paramLabel = "STAGE", description = "The stage.")
    private String stage;

    @Option(
            names = "--target-pipeline-execution-id",
            required = true,
            paramLabel = "ID",
            description = "The execution to go back to; it has succeeded in the stage.")
    private String target;

    @Override
    Answer ask(Door door) throws UserException, IOException {
        return door.change(
                "rollback",
                object().put("stageName", stage)
                        .put("targetPipelineExecutionId", target)
                        .toString());
    }
}

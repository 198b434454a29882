package io.jenkins.plugins.stagegate.local.cli;

import io.jenkins.plugins.stagegate.local.UserException;
import io.jenkins.plugins.stagegate.local.desk.Answer;
import io.jenkins.plugins.stagegate.local.desk.Door;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "retry-stage-execution",
        description = "Runs the failed or all actions of a stage again, in the same execution.",
        footer = {
            "",
            "  stage-gate retry-stage-execution --pipeline-name shop --stage-name Staging \\",
            "      --pipeline-execution-id 1a2b... --retry-mode FAILED_ACTIONS"
        })
final class RetryVerb extends PipelineVerb {
    @Option(names = "--stage-name", required = true, paramLabel = "STAGE", description = "The stage that failed.")
    private String stage;

    @Option(names = "--pipeline-execution-id", required = true, paramLabel = "ID", description = "The execution.")
    private String execution;

    @Option(
            names = "--retry-mode",
            required = true,
            paramLabel = "FAILED_ACTIONS|ALL_ACTIONS",
            description = "Which actions run again.")
    private String mode;

    @Override
    Answer ask(Door door) throws UserException, IOException {
        return door.change(
                "retry",
                object().put("stageName", stage)
                        .put("pipelineExecutionId", execution)
                        .put("retryMode", mode)
                        .toString());
    }
}

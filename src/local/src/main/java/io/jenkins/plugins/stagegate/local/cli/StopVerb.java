package io.jenkins.plugins.stagegate.local.cli;

import io.jenkins.plugins.stagegate.local.UserException;
import io.jenkins.plugins.stagegate.local.desk.Answer;
import io.jenkins.plugins.stagegate.local.desk.Door;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "stop-pipeline-execution",
        description = "Stops an execution: after its running actions, or with --abandon at once.",
        footer = {
            "",
            "  stage-gate stop-pipeline-execution --pipeline-name shop --pipeline-execution-id 1a2b... \\",
            "      --abandon --reason \"Wrong branch\""
        })
final class StopVerb extends PipelineVerb {
    @Option(names = "--pipeline-execution-id", required = true, paramLabel = "ID", description = "The execution.")
    private String execution;

    @Option(
            names = "--abandon",
            negatable = true,
            description = "Ends the processes of its actions instead of waiting for them.")
    private boolean abandon;

    @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "", description = "Why, for the record.")
    private String reason;

    @Override
    Answer ask(Door door) throws UserException, IOException {
        return door.change(
                "stop",
                object().put("pipelineExecutionId", execution)
                        .put("abandon", abandon)
                        .put("reason", reason)
                        .toString());
    }
}

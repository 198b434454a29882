package io.jenkins.plugins.stagegate.local.cli;

import io.jenkins.plugins.stagegate.local.UserException;
import io.jenkins.plugins.stagegate.local.desk.Answer;
import io.jenkins.plugins.stagegate.local.desk.Door;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "force-stage-entry",
        description = "Lets one execution pass a stopped line, into the stage in front of which it waits.",
        footer = {
            "",
            "A closed transition still holds it.",
            "",
            "  stage-gate force-stage-entry --pipeline-name shop --stage-name Production \\",
            "      --pipeline-execution-id 1a2b... --rationale \"Mends the outage\""
        })
final class ForceVerb extends PipelineVerb {
    @Option(names = "--stage-name", required = true, paramLabel = "STAGE", description = "The stage.")
    private String stage;

    @Option(names = "--pipeline-execution-id", required = true, paramLabel = "ID", description = "The execution.")
    private String execution;

    @Option(names = "--rationale", required = true, paramLabel = "TEXT", description = "Why, for the record.")
    private String rationale;

    @Override
    Answer ask(Door door) throws UserException, IOException {
        return door.change(
                "force-entry",
                object().put("stageName", stage)
                        .put("pipelineExecutionId", execution)
                        .put("rationale", rationale)
                        .toString());
    }
}

package io.jenkins.plugins.stagegate.local.cli;

import io.jenkins.plugins.stagegate.local.UserException;
import io.jenkins.plugins.stagegate.local.desk.Answer;
import io.jenkins.plugins.stagegate.local.desk.Door;
import java.io.IOException;
import picocli.CommandLine.Option;

/** A verb that opens or closes the way into or out of a stage. */
abstract class TransitionVerb extends PipelineVerb {
    @Option(names = "--stage-name", required = true, paramLabel = "STAGE", description = "The stage.")
    private String stage;

    @Option(
            names = "--transition-type",
            required = true,
            paramLabel = "Inbound|Outbound",
            description = "The way into the stage, or out of it.")
    private String type;

    final Answer change(Door door, boolean enabled, String reason) throws UserException, IOException {
        return door.change(
                "transition",
                object().put("stageName", stage)
                        .put("transitionType", type)
                        .put("reason", reason)
                        .put("enabled", enabled)
                        .toString());
    }
}

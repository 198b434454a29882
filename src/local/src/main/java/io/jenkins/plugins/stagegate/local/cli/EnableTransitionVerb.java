package io.jenkins.plugins.stagegate.local.cli;

import io.jenkins.plugins.stagegate.local.UserException;
import io.jenkins.plugins.stagegate.local.desk.Answer;
import io.jenkins.plugins.stagegate.local.desk.Door;
import java.io.IOException;
import picocli.CommandLine.Command;

@Command(
        name = "enable-stage-transition",
        description = "Opens the way into or out of a stage.",
        footer = {
            "",
            "  stage-gate enable-stage-transition --pipeline-name shop --stage-name Production \\",
            "      --transition-type Inbound"
        })
final class EnableTransitionVerb extends TransitionVerb {
    @Override
    Answer ask(Door door) throws UserException, IOException {
        return change(door, true, "");
    }
}

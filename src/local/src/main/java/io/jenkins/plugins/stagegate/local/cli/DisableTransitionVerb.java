package io.jenkins.plugins.stagegate.local.cli;

import io.jenkins.plugins.stagegate.local.UserException;
import io.jenkins.plugins.stagegate.local.desk.Answer;
import io.jenkins.plugins.stagegate.local.desk.Door;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "disable-stage-transition",
        description = "Closes the way into or out of a stage. What is inside goes on; nothing comes in or out.",
        footer = {
            "",
            "  stage-gate disable-stage-transition --pipeline-name shop --stage-name Production \\",
            "      --transition-type Inbound --reason \"Inventory until Friday\""
        })
final class DisableTransitionVerb extends TransitionVerb {
    @Option(
            names = "--reason",
            required = true,
            paramLabel = "TEXT",
            description = "Why, for those who come to a closed gate.")
    private String reason;

    @Override
    Answer ask(Door door) throws UserException, IOException {
        return change(door, false, reason);
    }
}

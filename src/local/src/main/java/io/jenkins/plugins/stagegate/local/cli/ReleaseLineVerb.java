package io.jenkins.plugins.stagegate.local.cli;

import io.jenkins.plugins.stagegate.local.UserException;
import io.jenkins.plugins.stagegate.local.desk.Answer;
import io.jenkins.plugins.stagegate.local.desk.Desk;
import io.jenkins.plugins.stagegate.local.desk.Door;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "release-line",
        description = "Lets the line go on.",
        footer = {"", "  stage-gate release-line --pipeline-name shop"})
final class ReleaseLineVerb extends PipelineVerb {
    @Option(
            names = "--line-stop-id",
            paramLabel = "ID",
            defaultValue = Desk.OWN_SWITCH,
            description = "The switch, as get-pipeline-state names it (default: that of stop-line).")
    private String id;

    @Override
    Answer ask(Door door) throws UserException, IOException {
        return door.change("release-line", object().put("id", id).toString());
    }
}

package io.jenkins.plugins.stagegate.local.cli;

import io.jenkins.plugins.stagegate.local.UserException;
import io.jenkins.plugins.stagegate.local.desk.Answer;
import io.jenkins.plugins.stagegate.local.desk.Door;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "stop-line",
        description = "Holds every way into a stage but the first, with a reason.",
        footer = {
            "",
            "Given again it changes the reason, the end and the exemptions.",
            "",
            "  stage-gate stop-line --pipeline-name shop --reason \"Inventory\" \\",
            "      --until 2026-11-24T08:00:00Z --exempt Staging"
        })
final class StopLineVerb extends PipelineVerb {
    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why, for those who wait.")
    private String reason;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            description = "When it ends by itself, such as 2026-11-24T08:00:00Z.")
    private String until;

    @Option(names = "--exempt", paramLabel = "STAGE", description = "May be entered all the same. May be repeated.")
    private List<String> exempt = new ArrayList<>();

    @Override
    Answer ask(Door door) throws UserException, IOException {
        var body = object().put("reason", reason);
        if (until != null) {
            body.put("until", until);
        }
        exempt.forEach(body.putArray("exempt")::add);
        return door.change("stop-line", body.toString());
    }
}

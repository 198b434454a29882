package io.jenkins.plugins.stagegate.local.cli;

import io.jenkins.plugins.stagegate.local.UserException;
import io.jenkins.plugins.stagegate.local.desk.Answer;
import io.jenkins.plugins.stagegate.local.desk.Door;
import java.io.IOException;
import java.util.Map;
import picocli.CommandLine.Command;

@Command(
        name = "get-pipeline-state",
        description = "Says how a pipeline is: its stages, transitions, actions, and who waits for what.",
        footer = {"", "  stage-gate get-pipeline-state --pipeline-name shop"})
final class StateVerb extends PipelineVerb {
    @Override
    Answer ask(Door door) throws UserException, IOException {
        return door.read("state", Map.of());
    }

    @Override
    boolean decides() {
        return false;
    }
}

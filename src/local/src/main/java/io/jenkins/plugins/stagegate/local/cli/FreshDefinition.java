package io.jenkins.plugins.stagegate.local.cli;

import io.jenkins.plugins.stagegate.decision.Command;
import io.jenkins.plugins.stagegate.local.UserException;
import io.jenkins.plugins.stagegate.local.desk.Desk;
import io.jenkins.plugins.stagegate.local.pipeline.DefinitionFile;
import io.jenkins.plugins.stagegate.runtime.CommandRefusedException;
import io.jenkins.plugins.stagegate.runtime.PipelineEngine;
import java.io.IOException;

/** Lets an execution start with what the definition's file says by then. */
record FreshDefinition(DefinitionFile file, PipelineEngine engine) implements Desk.Refresh {
    @Override
    public void run() throws UserException, CommandRefusedException, IOException {
        engine.submit(new Command.Define(file.read()));
    }
}

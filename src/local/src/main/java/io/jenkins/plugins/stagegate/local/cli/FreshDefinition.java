package io.jenkins.plugins.stagegate.local.cli;

import io.jenkins.plugins.stagegate.codepipeline.DeclarationFolder;
import io.jenkins.plugins.stagegate.decision.Command;
import io.jenkins.plugins.stagegate.local.UserException;
import io.jenkins.plugins.stagegate.local.desk.Desk;
import io.jenkins.plugins.stagegate.local.pipeline.DefinitionFile;
import io.jenkins.plugins.stagegate.local.pipeline.LocalPipeline;
import io.jenkins.plugins.stagegate.runtime.CommandRefusedException;
import java.io.IOException;

/** Lets an execution start with what the definition's file says by then. */
record FreshDefinition(DefinitionFile file, LocalPipeline pipeline) implements Desk.Refresh {
    @Override
    public void run() throws UserException, CommandRefusedException, IOException {
        var engine = pipeline.engine();
        var json = file.json();
        if (json.isEmpty()) {
            engine.submit(new Command.Define(file.read()));
            return;
        }
        var declaration = json.get().read();
        engine.submit(new Command.Define(declaration.pipeline()));
        // Clients get a declaration back as it is written.
        new DeclarationFolder(pipeline.place().words()).write(engine.state().version(), declaration.document());
    }
}

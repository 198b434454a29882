package io.jenkins.plugins.stagegate.local.cli;

import io.jenkins.plugins.stagegate.codepipeline.DeclarationFolder;
import io.jenkins.plugins.stagegate.decision.Command;
import io.jenkins.plugins.stagegate.local.UserException;
import io.jenkins.plugins.stagegate.local.desk.Desk;
import io.jenkins.plugins.stagegate.local.pipeline.DefinitionFile;
import io.jenkins.plugins.stagegate.local.pipeline.LocalPipeline;
import io.jenkins.plugins.stagegate.model.Pipeline;
import io.jenkins.plugins.stagegate.runtime.CommandRefusedException;
import java.io.IOException;

/**
 * Lets an execution start with what the definition's file says by then.
 *
 * @param rule what the definition must keep besides
 */
record FreshDefinition(DefinitionFile file, LocalPipeline pipeline, Rule rule) implements Desk.Refresh {
    interface Rule {
        /** Refuses a definition. */
        void require(Pipeline definition) throws UserException;
    }

    FreshDefinition(DefinitionFile file, LocalPipeline pipeline) {
        this(file, pipeline, definition -> {});
    }

    @Override
    public void run() throws UserException, CommandRefusedException, IOException {
        var engine = pipeline.engine();
        var json = file.json();
        if (json.isEmpty()) {
            var definition = file.read();
            rule.require(definition);
            engine.submit(new Command.Define(definition));
            return;
        }
        var declaration = json.get().read();
        rule.require(declaration.pipeline());
        engine.submit(new Command.Define(declaration.pipeline()));
        // Clients get a declaration back as it is written.
        new DeclarationFolder(pipeline.place().words()).write(engine.state().version(), declaration.document());
    }
}

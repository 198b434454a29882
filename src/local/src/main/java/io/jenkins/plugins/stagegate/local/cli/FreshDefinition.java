package io.jenkins.plugins.stagegate.local.cli;

import io.jenkins.plugins.stagegate.decision.Command;
import io.jenkins.plugins.stagegate.local.UserException;
import io.jenkins.plugins.stagegate.local.desk.Desk;
import io.jenkins.plugins.stagegate.local.pipeline.DefinitionFile;
import io.jenkins.plugins.stagegate.model.Pipeline;
import io.jenkins.plugins.stagegate.runtime.CommandRefusedException;
import io.jenkins.plugins.stagegate.runtime.PipelineEngine;
import java.io.IOException;

/**
 * Lets an execution start with what the definition's file says by then.
 *
 * @param rule what the definition must keep besides
 */
record FreshDefinition(DefinitionFile file, PipelineEngine engine, Rule rule) implements Desk.Refresh {
    interface Rule {
        /** Refuses a definition. */
        void require(Pipeline definition) throws UserException;
    }

    FreshDefinition(DefinitionFile file, PipelineEngine engine) {
        this(file, engine, definition -> {});
    }

    @Override
    public void run() throws UserException, CommandRefusedException, IOException {
        var definition = file.read();
        rule.require(definition);
        engine.submit(new Command.Define(definition));
    }
}

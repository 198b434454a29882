package io.jenkins.plugins.stagegate.local.account;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.stagegate.codepipeline.DeclarationFolder;
import io.jenkins.plugins.stagegate.codepipeline.DeclarationText;
import io.jenkins.plugins.stagegate.codepipeline.SecretSettings;
import io.jenkins.plugins.stagegate.codepipeline.ServedPipeline;
import io.jenkins.plugins.stagegate.codepipeline.ServiceException;
import io.jenkins.plugins.stagegate.codepipeline.declaration.Declaration;
import io.jenkins.plugins.stagegate.decision.Command;
import io.jenkins.plugins.stagegate.local.UserException;
import io.jenkins.plugins.stagegate.local.desk.Desk;
import io.jenkins.plugins.stagegate.local.pipeline.JsonDefinition;
import io.jenkins.plugins.stagegate.local.pipeline.LocalPipeline;
import io.jenkins.plugins.stagegate.runtime.CommandRefusedException;
import io.jenkins.plugins.stagegate.runtime.PipelineEngine;
import io.jenkins.plugins.stagegate.worker.ActionTypes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A pipeline that this process has open, as clients see it. */
final class HeldPipeline implements ServedPipeline {
    private final LocalPipeline pipeline;
    private final Desk.Refresh refresh;
    private final DeclarationFolder declarations;
    private final SecretSettings secrets;

    /** @param refresh reads the definition anew; nothing for a pipeline that a client made */
    HeldPipeline(LocalPipeline pipeline, Desk.Refresh refresh, ActionTypes types) {
        this.secrets = new SecretSettings(types);
        this.pipeline = pipeline;
        this.refresh = refresh;
        this.declarations = declarations(pipeline);
    }

    private static DeclarationFolder declarations(LocalPipeline pipeline) {
        return new DeclarationFolder(pipeline.place().declarations());
    }

    LocalPipeline pipeline() {
        return pipeline;
    }

    /** Whether a client made it, and not a file. */
    boolean made() {
        return declarations.exists();
    }

    @Override
    public PipelineEngine engine() {
        return pipeline.engine();
    }

    @Override
    public void refresh() throws ServiceException, IOException {
        try {
            refresh.run();
        } catch (UserException | CommandRefusedException e) {
            throw new ServiceException("ValidationException", e.getMessage());
        }
    }

    @Override
    public Optional<ObjectNode> declared(int version) throws IOException {
        var made = declarations.read(version);
        return made.isPresent() ? made : new DeclarationFolder(pipeline.place().words()).read(version);
    }

    @Override
    public void update(ObjectNode declaration) throws ServiceException, IOException {
        if (!made()) {
            throw new ServiceException(
                    "ValidationException",
                    "The pipeline '" + pipeline.place().pipeline()
                            + "' is defined by a file, which is read before each start. Change that file.");
        }
        DeclarationText.read(declaration, JsonDefinition.performers(Path.of("")));
        take(declaration);
    }

    /** Takes up a declaration that is in order; of its secrets it says from now on only which ones they are. */
    void take(ObjectNode declaration) throws ServiceException, IOException {
        secrets.keep(declaration, LocalAccount.keptSecrets(pipeline.place()));
        define(DeclarationText.read(declaration, JsonDefinition.performers(Path.of(""))));
    }

    /** The words are kept before they count, so that there is no version without them. */
    private synchronized void define(Declaration declaration) throws ServiceException, IOException {
        var state = engine().state();
        boolean same = state.definition().equals(Optional.of(declaration.pipeline()));
        declarations.write(same ? state.version() : state.version() + 1, declaration.document());
        try {
            engine().submit(new Command.Define(declaration.pipeline()));
        } catch (CommandRefusedException e) {
            throw new ServiceException(e.refusal().code(), e.getMessage());
        }
    }
}

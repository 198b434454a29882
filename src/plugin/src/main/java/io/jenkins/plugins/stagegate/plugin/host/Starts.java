package io.jenkins.plugins.stagegate.plugin.host;

import io.jenkins.plugins.stagegate.decision.Command;
import io.jenkins.plugins.stagegate.model.Pipeline;
import io.jenkins.plugins.stagegate.plugin.job.ChosenCommit;
import io.jenkins.plugins.stagegate.plugin.job.DefinitionText;
import io.jenkins.plugins.stagegate.runtime.CommandRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

/** The definitions of one pipeline, and the executions that start by them: no definition comes between another and its start. */
final class Starts {
    private final JobPipeline pipeline;

    Starts(JobPipeline pipeline) {
        this.pipeline = pipeline;
    }

    /** Takes up a definition, for what starts from now on. */
    synchronized void define(DefinitionText text, Pipeline definition) throws CommandRefusedException, IOException {
        take(text, definition);
    }

    /** Gives the engine the command that the build is for, with the build's definition if it starts anew. */
    synchronized void begin(ReleaseRun release) throws CommandRefusedException, IOException {
        var engine = pipeline.engine();
        boolean aside = ChosenCommit.isAside(release.run());
        if (release.request().startsAnew() && !aside) {
            take(release.text(), release.definition());
        }
        var command = release.request().command(new Request.Beginning(release, engine.state(), pipeline));
        if (aside && command.isPresent() && command.get() instanceof Command.Start start) {
            beginAside(release, start);
        } else if (command.isPresent()) {
            engine.submit(command.get());
        }
    }

    /** Such a definition is a version of its own, and the newest one becomes the next. */
    private void beginAside(ReleaseRun release, Command.Start start) throws CommandRefusedException, IOException {
        var state = pipeline.state();
        boolean same = state.definition().equals(Optional.of(release.definition()));
        if (!same) {
            var declarations = pipeline.declarations();
            var newest = declarations.read(state.version());
            var words = DefinitionReader.declaration(release.text());
            if (words.isPresent()) {
                declarations.write(state.version() + 1, words.get());
            }
            if (newest.isPresent()) {
                declarations.write(state.version() + 2, newest.get());
            }
        }
        pipeline.engine().submit(new Command.StartAside(release.definition(), start));
    }

    /** The words are kept before they count, so that there is no version without them. */
    private void take(DefinitionText text, Pipeline definition) throws CommandRefusedException, IOException {
        var words = DefinitionReader.declaration(text);
        if (words.isPresent()) {
            var state = pipeline.state();
            boolean same = state.definition().equals(Optional.of(definition));
            pipeline.declarations().write(same ? state.version() : state.version() + 1, words.get());
        }
        if (!definition.triggers().isEmpty()) {
            // It says after a restart that somebody must listen.
            Files.createDirectories(pipeline.triggers());
        }
        pipeline.engine().submit(new Command.Define(definition));
    }
}

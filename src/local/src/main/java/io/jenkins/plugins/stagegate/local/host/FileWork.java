package io.jenkins.plugins.stagegate.local.host;

import io.jenkins.plugins.stagegate.artifact.Handover;
import io.jenkins.plugins.stagegate.decision.ActionFailure;
import io.jenkins.plugins.stagegate.decision.ActionOutcome;
import io.jenkins.plugins.stagegate.decision.ActionProgress;
import io.jenkins.plugins.stagegate.decision.Effect;
import io.jenkins.plugins.stagegate.source.SourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

/** An action that takes a revision from a folder, a registry or a bucket. It changes nothing there, so it may be done again. */
final class FileWork implements ActionWork {
    private final Effect.StartAction start;
    private final FileSources sources;
    private final ActionFolders folders;
    private final Handover handover;

    FileWork(Effect.StartAction start, FileSources sources, ActionFolders folders, Handover handover) {
        this.start = start;
        this.sources = sources;
        this.folders = folders;
        this.handover = handover;
    }

    @Override
    public ActionOutcome perform(boolean again) throws ActionFailedException, IOException, InterruptedException {
        var id = start.actionExecution();
        var work = Files.createDirectories(folders.fresh(id).work());
        try {
            var found = sources.of(start.action()).orElseThrow().take(start.override(), work);
            folders.say(start.actionExecution(), "Took " + found.id() + ": " + found.summary());
            return new ActionOutcome(
                    Outputs.pack(start.action(), work, handover),
                    found.variables(),
                    Optional.of(found.as(start.action().name())),
                    ActionProgress.summary(found.summary()));
        } catch (SourceException e) {
            folders.say(start.actionExecution(), e.getMessage());
            throw new ActionFailedException(e.failure());
        } catch (IOException e) {
            folders.say(start.actionExecution(), e.toString());
            throw new ActionFailedException(ActionFailure.SYSTEM_UNAVAILABLE, e.toString());
        }
    }

    @Override
    public void tidy() throws IOException {
        folders.clean(start.actionExecution());
    }

    @Override
    public void stop() {
        // It ends by itself soon enough.
    }
}

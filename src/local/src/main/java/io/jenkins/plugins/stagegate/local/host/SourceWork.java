package io.jenkins.plugins.stagegate.local.host;

import io.jenkins.plugins.stagegate.artifact.Handover;
import io.jenkins.plugins.stagegate.decision.ActionFailure;
import io.jenkins.plugins.stagegate.decision.ActionOutcome;
import io.jenkins.plugins.stagegate.decision.ActionProgress;
import io.jenkins.plugins.stagegate.decision.Effect;
import io.jenkins.plugins.stagegate.decision.SourceOverride;
import io.jenkins.plugins.stagegate.model.Artifact;
import io.jenkins.plugins.stagegate.source.GitAddress;
import io.jenkins.plugins.stagegate.source.GitRevision;
import io.jenkins.plugins.stagegate.source.GitSource;
import io.jenkins.plugins.stagegate.source.History;
import io.jenkins.plugins.stagegate.source.SourceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** An action that takes a revision from git. It changes nothing anywhere, so it may simply be done again. */
final class SourceWork implements ActionWork {
    private final Effect.StartAction start;
    private final Optional<String> before;
    private final GitSource git;
    private final Path home;
    private final ActionFolders folders;
    private final Handover handover;

    /**
     * Work that is not begun.
     *
     * @param before the revision that the execution before took
     * @param home the folder of the definition, which says what {@code scm()} and relative addresses mean
     */
    SourceWork(
            Effect.StartAction start,
            Optional<String> before,
            GitSource git,
            Path home,
            ActionFolders folders,
            Handover handover) {
        this.start = start;
        this.before = before;
        this.git = git;
        this.home = home;
        this.folders = folders;
        this.handover = handover;
    }

    @Override
    public ActionOutcome perform(boolean again) throws ActionFailedException, IOException {
        var id = start.actionExecution();
        var work = Files.createDirectories(folders.fresh(id).work());
        try {
            var revision = take(work);
            folders.say(id, "Took " + revision.commit() + " of " + revision.repository() + ": " + revision.summary());
            for (String omitted : revision.omitted()) {
                folders.say(id, omitted);
            }
            return new ActionOutcome(
                    packed(work),
                    revision.variables(start.action().configuration()),
                    Optional.of(revision.as(start.action().name())),
                    ActionProgress.summary(revision.summary()));
        } catch (UncheckedIOException e) {
            folders.say(id, e.getMessage());
            throw new ActionFailedException(ActionFailure.CONFIGURATION, e.getMessage());
        } catch (SourceException e) {
            folders.say(id, e.getMessage());
            throw new ActionFailedException(e.failure());
        }
    }

    private GitRevision take(Path work) throws ActionFailedException, SourceException, IOException {
        var configuration = start.action().configuration();
        var chosen = chosen();
        return Boolean.parseBoolean(configuration.get("scm"))
                ? git.checkOutOwn(home, History.of(configuration), chosen, before, work)
                : git.checkOut(GitAddress.of(configuration).from(home), chosen, before, work);
    }

    private List<Artifact> packed(Path work) throws ActionFailedException, IOException {
        var action = start.action();
        return History.of(action.configuration()) == History.HANDED_ON
                ? Outputs.packWithHistory(action, work, handover)
                : Outputs.pack(action, work, handover);
    }

    private Optional<SourceOverride> chosen() throws ActionFailedException {
        var override = start.override();
        if (override.isPresent() && !override.get().type().equals("COMMIT_ID")) {
            throw new ActionFailedException(
                    ActionFailure.CONFIGURATION,
                    "A git source takes a revision of type COMMIT_ID, not "
                            + override.get().type() + ".");
        }
        return override;
    }

    @Override
    public void tidy() throws IOException {
        folders.clean(start.actionExecution());
    }

    @Override
    public void stop() {
        // A fetch ends by itself soon enough.
    }
}

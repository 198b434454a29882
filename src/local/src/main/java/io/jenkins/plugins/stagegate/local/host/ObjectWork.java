package io.jenkins.plugins.stagegate.local.host;

import io.jenkins.plugins.stagegate.artifact.Handover;
import io.jenkins.plugins.stagegate.decision.ActionFailure;
import io.jenkins.plugins.stagegate.decision.ActionOutcome;
import io.jenkins.plugins.stagegate.decision.ActionProgress;
import io.jenkins.plugins.stagegate.decision.Effect;
import io.jenkins.plugins.stagegate.object.Connection;
import io.jenkins.plugins.stagegate.object.ObjectDeployment;
import io.jenkins.plugins.stagegate.object.StoreException;
import io.jenkins.plugins.stagegate.source.GitCredentials;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** An action that puts its artifact into a bucket. Done again, it puts the same there again. */
final class ObjectWork implements ActionWork {
    private final Effect.StartAction start;
    private final GitCredentials credentials;
    private final ActionFolders folders;
    private final Handover handover;
    private volatile boolean stopped;

    ObjectWork(Effect.StartAction start, GitCredentials credentials, ActionFolders folders, Handover handover) {
        this.start = start;
        this.credentials = credentials;
        this.folders = folders;
        this.handover = handover;
    }

    @Override
    public ActionOutcome perform(boolean again) throws ActionFailedException, IOException {
        var settings = start.action().configuration();
        try {
            var deployment =
                    new ObjectDeployment(settings, S3Part.required(), Connection.of(settings, credentials, true));
            return new ActionOutcome(List.of(), put(deployment), Optional.empty(), ActionProgress.NONE);
        } catch (StoreException e) {
            folders.say(start.actionExecution(), e.getMessage());
            throw new ActionFailedException(e.code(), e.getMessage());
        } catch (UncheckedIOException e) {
            throw new ActionFailedException(ActionFailure.SYSTEM_UNAVAILABLE, e.getMessage());
        }
    }

    private Map<String, String> put(ObjectDeployment deployment) throws IOException {
        var id = start.actionExecution();
        var artifact = start.inputs().get(0);
        var work = folders.fresh(id).work();
        var now = Clock.systemUTC().instant();
        // The same after a crash, so that what is put again is put at the same place.
        var unique = UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8));
        if (deployment.extracts()) {
            handover.takeIn(artifact, work);
            return deployment.putFiles(work, now, unique, this::told);
        }
        var archive = Files.createDirectories(work).resolve("artifact.zip");
        handover.takeWhole(artifact, archive);
        return deployment.putArchive(archive, now, unique, this::told);
    }

    private void told(String line) {
        try {
            folders.say(start.actionExecution(), line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (stopped) {
            throw new UncheckedIOException(new IOException("It was stopped."));
        }
    }

    @Override
    public void tidy() throws IOException {
        folders.clean(start.actionExecution());
    }

    @Override
    public void stop() {
        stopped = true;
    }
}

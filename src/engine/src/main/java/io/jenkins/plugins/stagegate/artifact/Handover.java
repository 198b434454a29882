package io.jenkins.plugins.stagegate.artifact;

import io.jenkins.plugins.stagegate.model.Artifact;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The way of artifacts from one action to the next: files are packed into a store, and unpacked from it elsewhere.
 *
 * @param store where the artifacts are kept meanwhile
 * @param limits what an artifact may at most become when it is unpacked
 */
public record Handover(ArtifactStore store, Limits limits) {
    private static final int CHUNK = 1 << 16;

    /** Packs files, and stores them under a name; returns when they would survive a crash. */
    public Artifact putOut(String name, SelectedFiles files) throws IOException {
        try (Ingest ingest = store.ingest()) {
            OutputStream buffer = new BufferedOutputStream(ingest, CHUNK);
            Archive.pack(files, buffer);
            buffer.flush();
            return ingest.commit(name);
        }
    }

    /**
     * Unpacks an artifact into a folder that is not there yet or is empty, after its content was checked.
     *
     * <p>Whatever fails, nothing of the artifact is in the folder then.
     *
     * @throws ArtifactMissingException if the store has no such artifact
     * @throws ArtifactCorruptedException if what it has is not what was put out
     * @throws ArchiveRefusedException if the artifact is no archive that can safely be unpacked
     */
    public void takeIn(Artifact artifact, Path target) throws IOException {
        if (!store.has(artifact.digest())) {
            throw new ArtifactMissingException(
                    "'%s' (%s)".formatted(artifact.name(), artifact.digest()), store.toString());
        }
        Optional<Path> local = store.local(artifact.digest());
        if (local.isPresent()) {
            check(artifact, local.get());
            Archive.unpack(local.get(), target, limits);
        } else {
            takeInFromAfar(artifact, target);
        }
    }

    /**
     * Writes an artifact as it is, an archive, into a new file.
     *
     * @throws ArtifactMissingException if the store has no such artifact
     * @throws ArtifactCorruptedException if what it has is not what was put out; what was written then is of no use
     */
    public void takeWhole(Artifact artifact, Path file) throws IOException {
        try (InputStream content = store.open(artifact.digest());
                OutputStream copy = Files.newOutputStream(file)) {
            Sha256.copy(artifact, content, copy);
        }
    }

    private static void check(Artifact artifact, Path archive) throws IOException {
        try (InputStream content = Files.newInputStream(archive)) {
            Sha256.copy(artifact, content, OutputStream.nullOutputStream());
        }
    }

    /** The table of contents is at the end of an archive, hence the copy on this machine. */
    private void takeInFromAfar(Artifact artifact, Path target) throws IOException {
        Path parent = target.toAbsolutePath().getParent();
        Files.createDirectories(parent);
        Path archive = Files.createTempFile(parent, ".artifact-", ".zip");
        try {
            try (InputStream content = store.open(artifact.digest());
                    OutputStream copy = Files.newOutputStream(archive)) {
                Sha256.copy(artifact, content, copy);
            }
            Archive.unpack(archive, target, limits);
        } finally {
            Files.delete(archive);
        }
    }
}

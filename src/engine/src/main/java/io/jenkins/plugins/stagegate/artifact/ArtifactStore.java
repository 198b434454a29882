package io.jenkins.plugins.stagegate.artifact;

import io.jenkins.plugins.stagegate.model.Artifact;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A place that keeps the content of artifacts under its digest: a folder, a bucket, Jenkins' artifact manager.
 *
 * <p>Content is never changed, and storing it twice is storing it once. What was committed is there after a crash. All
 * methods may be called from many threads, and from several processes if the place is shared; readers of a content finish
 * even if it is deleted meanwhile, or fail with an {@link IOException}, but never see other content as if it were whole.
 *
 * <p>A store need not check what it gives out: who takes an artifact in does that, see {@link Handover}. A digest that is
 * not spelled like {@link Artifact#digest} is an {@link IllegalArgumentException} everywhere. A store's {@code toString} is
 * how messages to users call it.
 */
public interface ArtifactStore {
    /** Begins to take in content of any size. It can be seen by others only after its commit. */
    Ingest ingest() throws IOException;

    /**
     * Opens content for reading; the caller closes it.
     *
     * @throws ArtifactMissingException if there is none with the digest
     */
    InputStream open(String digest) throws IOException;

    /**
     * Finds content as a file of this machine, to be read or hard-linked but never written to.
     *
     * @return empty if the content is missing, or if this store has no such files
     */
    Optional<Path> local(String digest) throws IOException;

    /** Tells whether content with the digest is there. */
    boolean has(String digest) throws IOException;

    /** Deletes content; does nothing if it is not there. */
    void delete(String digest) throws IOException;

    /** Takes in an archive, and names it. */
    default Artifact put(String name, Path archive) throws IOException {
        try (InputStream content = Files.newInputStream(archive);
                Ingest ingest = ingest()) {
            content.transferTo(ingest);
            return ingest.commit(name);
        }
    }

    /**
     * Takes in an artifact that was put out elsewhere.
     *
     * @throws ArtifactCorruptedException if the content is not the artifact's; it is not stored then
     */
    default void put(Artifact artifact, InputStream content) throws IOException {
        try (Ingest ingest = ingest()) {
            Sha256.copy(artifact, content, ingest);
            ingest.commit(artifact.name());
        }
    }
}

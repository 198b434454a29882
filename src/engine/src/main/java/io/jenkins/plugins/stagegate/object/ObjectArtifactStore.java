package io.jenkins.plugins.stagegate.object;

import io.jenkins.plugins.stagegate.artifact.ArtifactMissingException;
import io.jenkins.plugins.stagegate.artifact.ArtifactStore;
import io.jenkins.plugins.stagegate.artifact.Ingest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Artifacts in a bucket: {@code PREFIX/sha256/ab/cdef...}.
 *
 * <p>What is put out is written to a file of this machine first, since its digest, which is its key, is known only at the end; then
 * it is put there in one step, in parts if it is large. So nothing half is ever in the bucket, and content that is there already is
 * not sent again.
 */
public final class ObjectArtifactStore implements ArtifactStore {
    private static final int FOLDER_DIGITS = 2;
    private static final String PREFIX = "sha256:";

    private final ObjectStore store;
    private final String bucket;
    private final String prefix;
    private final Writing how;
    private final Path scratch;

    /**
     * Keeps artifacts in a bucket, which exists.
     *
     * @param prefix of all keys, without a slash at its end; may be empty
     * @param scratch a folder of this machine for content on its way, which is created if it is not there
     */
    public ObjectArtifactStore(ObjectStore store, String bucket, String prefix, Writing how, Path scratch)
            throws IOException {
        this.store = store;
        this.bucket = bucket;
        this.prefix = prefix.isEmpty() ? "" : prefix + "/";
        this.how = how;
        this.scratch = Files.createDirectories(scratch);
    }

    @Override
    public Ingest ingest() throws IOException {
        return new ObjectIngest(Files.createTempFile(scratch, "artifact-", ".tmp"));
    }

    @Override
    public InputStream open(String digest) throws IOException {
        var there = store.find(bucket, key(digest), Optional.empty())
                .orElseThrow(() -> new ArtifactMissingException(digest, toString()));
        return store.open(bucket, key(digest), there);
    }

    @Override
    public Optional<Path> local(String digest) {
        key(digest);
        return Optional.empty();
    }

    @Override
    public boolean has(String digest) throws IOException {
        return store.find(bucket, key(digest), Optional.empty()).isPresent();
    }

    @Override
    public void delete(String digest) throws IOException {
        store.delete(bucket, key(digest));
    }

    @Override
    public String toString() {
        return "s3://" + bucket + "/" + prefix;
    }

    private String key(String digest) {
        if (!digest.matches(PREFIX + "[0-9a-f]{64}")) {
            throw new IllegalArgumentException(
                    "Expected 'sha256:' and 64 lower-case hexadecimal digits, found '%s'".formatted(digest));
        }
        var hex = digest.substring(PREFIX.length());
        return prefix + "sha256/" + hex.substring(0, FOLDER_DIGITS) + "/" + hex.substring(FOLDER_DIGITS);
    }

    private final class ObjectIngest extends Ingest {
        private final Path file;

        ObjectIngest(Path file) throws IOException {
            super(Files.newOutputStream(file));
            this.file = file;
        }

        /** Content that is there already stays, unless it was cut short: then the whole one takes its place. */
        @Override
        protected void store(String digest, long size) throws IOException {
            var there = store.find(bucket, key(digest), Optional.empty());
            if (there.filter(object -> object.size() == size).isEmpty()) {
                store.write(bucket, key(digest), file, how);
            }
            discard();
        }

        @Override
        protected void discard() throws IOException {
            Files.deleteIfExists(file);
        }
    }
}

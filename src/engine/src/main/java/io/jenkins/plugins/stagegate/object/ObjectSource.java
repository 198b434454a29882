package io.jenkins.plugins.stagegate.object;

import io.jenkins.plugins.stagegate.artifact.Archive;
import io.jenkins.plugins.stagegate.artifact.ArchiveRefusedException;
import io.jenkins.plugins.stagegate.artifact.Limits;
import io.jenkins.plugins.stagegate.artifact.TarFile;
import io.jenkins.plugins.stagegate.decision.ActionFailure;
import io.jenkins.plugins.stagegate.decision.SourceOverride;
import io.jenkins.plugins.stagegate.source.FileSource;
import io.jenkins.plugins.stagegate.source.Found;
import io.jenkins.plugins.stagegate.source.SourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An object of a bucket: its version is the revision, or its ETag where the bucket keeps no versions. A zip or tar file is unpacked,
 * any other is laid out as it is.
 *
 * <p>Its settings are those of CodePipeline's S3 source, {@code S3Bucket}, {@code S3ObjectKey} and {@code
 * AllowOverrideForS3ObjectKey}, and {@code Unpack}.
 */
public final class ObjectSource implements FileSource {
    /** CodePipeline's bound of an artifact from S3. */
    static final long LARGEST = 7L << 30;

    private static final String VERSION = "S3_OBJECT_VERSION_ID";
    private static final String KEY = "S3_OBJECT_KEY";

    private final Map<String, String> configuration;
    private final ObjectStores stores;
    private final Connection connection;

    /** @param configuration of the action */
    public ObjectSource(Map<String, String> configuration, ObjectStores stores, Connection connection) {
        this.configuration = Map.copyOf(configuration);
        this.stores = stores;
        this.connection = connection;
    }

    private record Wanted(String bucket, String key, Optional<String> version) {
        @Override
        public String toString() {
            return "s3://" + bucket + "/" + key
                    + version.map(id -> " in version " + id).orElse("");
        }
    }

    private Wanted wanted() {
        return new Wanted(
                configuration.getOrDefault("S3Bucket", ""),
                configuration.getOrDefault("S3ObjectKey", ""),
                Optional.empty());
    }

    private Wanted wanted(SourceOverride override) throws SourceException {
        var newest = wanted();
        if (override.type().equals(VERSION)) {
            return new Wanted(newest.bucket(), newest.key(), Optional.of(override.value()));
        }
        if (override.type().equals(KEY) && Boolean.parseBoolean(configuration.get("AllowOverrideForS3ObjectKey"))) {
            return new Wanted(newest.bucket(), override.value(), Optional.empty());
        }
        throw new SourceException(
                ActionFailure.CONFIGURATION,
                override.type().equals(KEY)
                        ? "Another key than '" + newest.key()
                                + "' is not allowed here. Write `anyKey: true` if it shall be."
                        : "An object takes a revision of type " + VERSION + ", or " + KEY + " where it is allowed, not "
                                + override.type() + ".");
    }

    @Override
    public Found newest() throws SourceException, IOException {
        try (var store = stores.connect(connection)) {
            return found(wanted(), look(store, wanted()));
        } catch (StoreException e) {
            throw new SourceException(e.code(), e.getMessage(), e);
        }
    }

    @Override
    public Found take(Optional<SourceOverride> override, Path folder) throws SourceException, IOException {
        var wanted = override.isPresent() ? wanted(override.get()) : wanted();
        try (var store = stores.connect(connection)) {
            var object = look(store, wanted);
            fetch(store, new Wanted(wanted.bucket(), wanted.key(), object.version()), object, folder);
            return found(wanted, object);
        } catch (StoreException e) {
            throw new SourceException(e.code(), e.getMessage(), e);
        }
    }

    private static StoredObject look(ObjectStore store, Wanted wanted) throws SourceException, IOException {
        var object = store.find(wanted.bucket(), wanted.key(), wanted.version())
                .orElseThrow(() -> new SourceException(
                        ActionFailure.REVISION_UNAVAILABLE,
                        "There is no " + wanted
                                + ", or this login may not see it. Check bucket and key; who may not list"
                                + " the bucket is told the same."));
        if (object.size() > LARGEST) {
            throw new SourceException(
                    ActionFailure.CONFIGURATION,
                    wanted + " has " + object.size() + " bytes; a source can have " + LARGEST + ".");
        }
        return object;
    }

    private void fetch(ObjectStore store, Wanted wanted, StoredObject object, Path folder)
            throws SourceException, IOException {
        var file = Files.createTempFile(folder.toAbsolutePath().getParent(), ".object-", "");
        try {
            try (var content = store.open(wanted.bucket(), wanted.key(), object);
                    var to = Files.newOutputStream(file)) {
                // A server that does not know If-Match: one byte more than was promised shows that it is another object
                // by now.
                if (new Bounded(content, object.size()).transferTo(to) != object.size()) {
                    throw new SourceException(ActionFailure.SYSTEM_UNAVAILABLE, StoreException.replaced(wanted));
                }
            }
            layOut(file, wanted, folder);
        } catch (ArchiveRefusedException e) {
            throw new SourceException(ActionFailure.CONFIGURATION, wanted + " is refused. " + e.getMessage(), e);
        } finally {
            Files.delete(file);
        }
    }

    private void layOut(Path file, Wanted wanted, Path folder) throws SourceException, IOException {
        var name = wanted.key().substring(wanted.key().lastIndexOf('/') + 1);
        var kind =
                Boolean.parseBoolean(configuration.getOrDefault("Unpack", "true")) ? name.toLowerCase(Locale.ROOT) : "";
        if (kind.endsWith(".zip")) {
            Archive.unpack(file, folder, Limits.DEFAULT);
        } else if (kind.matches(".*\\.(tar|tar\\.gz|tgz)")) {
            TarFile.unpack(file, !kind.endsWith(".tar"), folder, Limits.DEFAULT);
        } else {
            Files.copy(file, place(folder, name, wanted));
        }
    }

    /** A key may be anything, and who starts an execution may be allowed to choose it. */
    private static Path place(Path folder, String name, Wanted wanted) throws SourceException {
        try {
            var place = folder.resolve(name);
            if (place.normalize().getParent().equals(folder.normalize())) {
                return place;
            }
        } catch (InvalidPathException e) {
            // Such a name leads nowhere.
        }
        throw new SourceException(
                ActionFailure.CONFIGURATION,
                wanted + " cannot be laid out: a file cannot be called '" + name + "'. Choose another key.");
    }

    private static Found found(Wanted wanted, StoredObject object) {
        var variables = new LinkedHashMap<String, String>();
        variables.put("BucketName", wanted.bucket());
        variables.put("ObjectKey", wanted.key());
        variables.put("ETag", object.etag());
        variables.put("VersionId", object.version().orElse(""));
        return new Found(
                object.version().orElse(object.etag()),
                "s3://" + wanted.bucket() + "/" + wanted.key(),
                object.version().map(version -> VERSION),
                variables);
    }
}

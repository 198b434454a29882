package io.jenkins.plugins.stagegate.object;

import io.jenkins.plugins.stagegate.artifact.FileSelection;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Puts an artifact into a bucket: its files, or the archive as one object.
 *
 * <p>Its settings are those of CodePipeline's S3 deploy action: {@code BucketName}, {@code Extract}, {@code ObjectKey}, {@code
 * CannedACL}, {@code CacheControl}, {@code KMSEncryptionKeyARN}, and {@code Encryption}, which it does not have. In the key, {@code {datetime}} and {@code {uuid}} are replaced.
 *
 * @param configuration of the action, with every variable resolved
 */
public record ObjectDeployment(Map<String, String> configuration, ObjectStores stores, Connection connection) {
    private static final DateTimeFormatter DATETIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd_HH-mm-ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** Those that Java's own table does not know in every version, and browsers insist on. */
    private static final Map<String, String> TYPES = Map.of(
            "css", "text/css",
            "js", "text/javascript",
            "mjs", "text/javascript",
            "json", "application/json",
            "svg", "image/svg+xml",
            "wasm", "application/wasm",
            "woff2", "font/woff2");

    /** Whether the artifact's files become objects, and not the archive one object. */
    public boolean extracts() {
        return Boolean.parseBoolean(configuration.getOrDefault("Extract", "true"));
    }

    /**
     * Puts every file of a folder there, below the key.
     *
     * @param told is told what was put
     * @return the action's output variables
     */
    public Map<String, String> putFiles(Path folder, Instant now, UUID id, Consumer<String> told) throws IOException {
        var below = key(now, id);
        var prefix = below.isEmpty() || below.endsWith("/") ? below : below + "/";
        try (var store = stores.connect(connection)) {
            var files = FileSelection.of(List.of()).in(folder);
            for (String path : files.paths()) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new InterruptedIOException("It was stopped.");
                }
                var place = "s3://" + bucket() + "/" + prefix + path;
                if (isThere(files.root(), path)) {
                    store.write(bucket(), prefix + path, files.root().resolve(path), how().as(type(path)));
                    told.accept("Put " + place);
                } else {
                    told.accept("Did not put " + place + ": it is a link that leads to no file of the artifact");
                }
            }
        }
        return variables(below, Optional.empty());
    }

    /** A bucket knows no links: one to a file becomes that file. The files of a folder are there by their own paths. */
    private static boolean isThere(Path root, String path) throws IOException {
        var file = root.resolve(path);
        return Files.isRegularFile(file) && file.toRealPath().startsWith(root);
    }

    /** Puts an archive there as one object. The rest is as with {@link #putFiles}. */
    public Map<String, String> putArchive(Path archive, Instant now, UUID id, Consumer<String> told)
            throws IOException {
        var key = key(now, id);
        try (var store = stores.connect(connection)) {
            var written = store.write(bucket(), key, archive, how().as(Optional.of("application/zip")));
            told.accept("Put s3://" + bucket() + "/" + key);
            return variables(key, Optional.of(written));
        }
    }

    private String bucket() {
        return configuration.getOrDefault("BucketName", "");
    }

    private String key(Instant now, UUID id) {
        return configuration
                .getOrDefault("ObjectKey", "")
                .replace("{datetime}", DATETIME.format(now))
                .replace("{uuid}", id.toString());
    }

    private Writing how() {
        return new Writing(
                Optional.empty(),
                Optional.ofNullable(configuration.get("CacheControl")),
                Optional.ofNullable(configuration.get("CannedACL")),
                Encryption.of(
                        Optional.ofNullable(configuration.get("Encryption")),
                        Optional.ofNullable(configuration.get("KMSEncryptionKeyARN"))));
    }

    private static Optional<String> type(String path) {
        var ending = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return Optional.ofNullable(TYPES.get(ending))
                .or(() -> Optional.ofNullable(URLConnection.guessContentTypeFromName(path)));
    }

    private Map<String, String> variables(String key, Optional<StoredObject> written) {
        var variables = new LinkedHashMap<String, String>();
        variables.put("BucketName", bucket());
        variables.put("ObjectKey", key);
        variables.put("ETag", written.map(StoredObject::etag).orElse(""));
        variables.put("VersionId", written.flatMap(StoredObject::version).orElse(""));
        return variables;
    }
}

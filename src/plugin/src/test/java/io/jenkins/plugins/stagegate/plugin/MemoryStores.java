package io.jenkins.plugins.stagegate.plugin;

import io.jenkins.plugins.stagegate.object.Connection;
import io.jenkins.plugins.stagegate.object.ObjectStore;
import io.jenkins.plugins.stagegate.object.ObjectStores;
import io.jenkins.plugins.stagegate.object.StoredObject;
import io.jenkins.plugins.stagegate.object.Writing;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Buckets of this process, in the place of what speaks S3. */
public final class MemoryStores implements ObjectStores {
    static final Map<String, byte[]> OBJECTS = new ConcurrentHashMap<>();
    static volatile Connection last;

    @Override
    public ObjectStore connect(Connection where) {
        last = where;
        return new ObjectStore() {
            @Override
            public Optional<StoredObject> find(String bucket, String key, Optional<String> version) {
                return Optional.ofNullable(OBJECTS.get(bucket + "/" + key)).map(MemoryStores::object);
            }

            @Override
            public InputStream open(String bucket, String key, StoredObject seen) {
                return new ByteArrayInputStream(OBJECTS.get(bucket + "/" + key));
            }

            @Override
            public StoredObject write(String bucket, String key, Path file, Writing how) throws IOException {
                OBJECTS.put(bucket + "/" + key, Files.readAllBytes(file));
                return object(OBJECTS.get(bucket + "/" + key));
            }

            @Override
            public void delete(String bucket, String key) {
                OBJECTS.remove(bucket + "/" + key);
            }

            @Override
            public void close() {}
        };
    }

    private static StoredObject object(byte[] content) {
        return new StoredObject("etag" + Arrays.hashCode(content), Optional.empty(), content.length);
    }
}

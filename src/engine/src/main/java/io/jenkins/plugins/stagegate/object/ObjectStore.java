package io.jenkins.plugins.stagegate.object;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Buckets with objects. Every method may fail with a {@link StoreException}, whose message is for people. May be used by any
 * thread; no method holds an object in memory.
 */
public interface ObjectStore extends Closeable {
    /**
     * Looks for an object, without reading it.
     *
     * @param version exactly this one; the newest if empty
     * @return empty if there is none
     */
    Optional<StoredObject> find(String bucket, String key, Optional<String> version) throws IOException;

    /**
     * Opens an object for reading; the caller closes it.
     *
     * @param seen what was found there: exactly that is read, or nothing if another one has taken its place
     */
    InputStream open(String bucket, String key, StoredObject seen) throws IOException;

    /** Puts a file there as an object, in parts if it is large. Others see it whole or not at all. */
    StoredObject write(String bucket, String key, Path file, Writing how) throws IOException;

    /** Deletes an object; does nothing if it is not there. */
    void delete(String bucket, String key) throws IOException;

    @Override
    void close();
}

package io.jenkins.plugins.stagegate.codepipeline.sigv4;

import java.io.IOException;
import java.util.Optional;

/** The access keys that a host gave out. May be asked by any thread. */
public interface AccessKeys {
    /** The key of that id, unless it was revoked. */
    Optional<AccessKey> find(String id) throws IOException;

    /** Learns that a request with this key was genuine. */
    default void used(AccessKey key) {}
}

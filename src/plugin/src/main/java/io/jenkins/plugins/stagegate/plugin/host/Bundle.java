package io.jenkins.plugins.stagegate.plugin.host;

import io.jenkins.plugins.stagegate.model.Artifact;
import java.io.Serializable;

/** An artifact as it lies among the artifacts of a build. */
final class Bundle implements Serializable {
    private static final long serialVersionUID = 1;

    private final String name;
    private final String digest;
    private final long size;
    private final String path;
    private final String fingerprint;

    /**
     * A bundle.
     *
     * @param path in the build's artifacts
     * @param fingerprint what Jenkins' fingerprints know the file by
     */
    Bundle(Artifact artifact, String path, String fingerprint) {
        this.name = artifact.name();
        this.digest = artifact.digest();
        this.size = artifact.size();
        this.path = path;
        this.fingerprint = fingerprint;
    }

    String digest() {
        return digest;
    }

    String path() {
        return path;
    }

    String fingerprint() {
        return fingerprint;
    }

    Artifact artifact() {
        return new Artifact(name, digest, size);
    }
}

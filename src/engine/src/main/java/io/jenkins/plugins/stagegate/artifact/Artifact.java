package io.jenkins.plugins.stagegate.artifact;

/**
 * A bundle that an action has put out, and that never changes.
 *
 * @param name as declared, unique in the pipeline
 * @param digest of the archive's bytes: {@code sha256:} and 64 lower-case hexadecimal digits
 * @param size of the archive in bytes
 */
public record Artifact(String name, String digest, long size) {
    public Artifact {
        Sha256.requireDigest(digest);
        if (size < 0) {
            throw new IllegalArgumentException("Expected a size of 0 or more bytes, found " + size);
        }
    }
}

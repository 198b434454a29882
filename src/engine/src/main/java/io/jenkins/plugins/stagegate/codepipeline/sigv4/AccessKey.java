package io.jenkins.plugins.stagegate.codepipeline.sigv4;

/**
 * A pair of which the first half names and the second half signs.
 *
 * @param owner in whose name a request with this key is carried out
 */
public record AccessKey(String id, String secret, String owner) {
    @Override
    public String toString() {
        return "key " + id + " of " + owner;
    }
}

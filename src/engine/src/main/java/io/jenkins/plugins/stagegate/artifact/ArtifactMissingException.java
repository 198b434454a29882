package io.jenkins.plugins.stagegate.artifact;

import java.io.IOException;

/** Says that a store has no artifact with a digest. */
public final class ArtifactMissingException extends IOException {
    private static final long serialVersionUID = 1;

    /**
     * Makes the message.
     *
     * @param artifact its name or its digest
     * @param store where it was looked for, as a user knows it
     */
    public ArtifactMissingException(String artifact, String store) {
        super("Artifact %s is not in %s: it was deleted there, or never stored. Run the action that puts it out again."
                .formatted(artifact, store));
    }
}

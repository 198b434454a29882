package io.jenkins.plugins.stagegate.artifact;

import io.jenkins.plugins.stagegate.model.Artifact;
import java.io.IOException;

/** Says that the content of an artifact is not the one it was put out with. Nothing of it was handed on. */
public final class ArtifactCorruptedException extends IOException {
    private static final long serialVersionUID = 1;

    ArtifactCorruptedException(Artifact artifact, String found) {
        super(("Artifact '%s' was changed after it was put out, and is not handed on: expected %s, found %s."
                        + " Check where it is stored; then run the action that puts it out again.")
                .formatted(artifact.name(), artifact.digest(), found));
    }
}

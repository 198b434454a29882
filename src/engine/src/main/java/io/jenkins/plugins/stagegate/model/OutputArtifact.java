package io.jenkins.plugins.stagegate.model;

import java.util.List;

/**
 * An artifact that an action puts out.
 *
 * @param name unique in the pipeline
 * @param files glob patterns relative to the action's folder; empty means everything there
 */
public record OutputArtifact(String name, List<String> files) {
    public OutputArtifact {
        files = List.copyOf(files);
    }
}

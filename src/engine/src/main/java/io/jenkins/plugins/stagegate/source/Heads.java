package io.jenkins.plugins.stagegate.source;

import java.util.Map;
import java.util.Optional;

/**
 * The newest commits of a repository.
 *
 * @param branches commit ids by the branches' names
 * @param tags commit ids by the tags' names
 */
public record Heads(Map<String, String> branches, Map<String, String> tags, Optional<String> defaultBranch) {
    public Heads {
        branches = Map.copyOf(branches);
        tags = Map.copyOf(tags);
    }
}

package io.jenkins.plugins.stagegate.model;

import java.util.Optional;

/**
 * Where an action runs.
 *
 * @param label a label expression of the host
 * @param needed false for {@code agent none}: the action holds no executor
 */
public record Agent(Optional<String> label, boolean needed) {
    /** Any executor will do. */
    public static final Agent ANY = new Agent(Optional.empty(), true);
    /** No executor and no workspace. */
    public static final Agent NONE = new Agent(Optional.empty(), false);

    /** An executor that matches the label expression. */
    public static Agent labelled(String label) {
        return new Agent(Optional.of(label), true);
    }
}

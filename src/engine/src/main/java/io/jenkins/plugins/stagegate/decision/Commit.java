package io.jenkins.plugins.stagegate.decision;

import java.time.Instant;

/**
 * A commit that a revision brings.
 *
 * @param summary the first line of its message
 * @param author who wrote it; may be empty
 */
public record Commit(String id, String summary, String author, Instant authored) {}

package io.jenkins.plugins.stagegate.decision;

/**
 * The revision that a source action took.
 *
 * @param id such as a commit id
 * @param summary such as the commit message
 * @param url where people can look at it; may be empty
 */
public record SourceRevision(String action, String id, String summary, String url) {}

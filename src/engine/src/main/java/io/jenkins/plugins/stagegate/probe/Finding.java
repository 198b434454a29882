package io.jenkins.plugins.stagegate.probe;

/**
 * What a look at a rule found.
 *
 * @param summary for people
 */
public record Finding(boolean holds, String summary) {}

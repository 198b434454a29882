package io.jenkins.plugins.stagegate.decision;

/** Somebody's wish to stop an execution. */
public record StopRequest(boolean abandon, String reason, String by) {}

package io.jenkins.plugins.stagegate.model;

/** Which actions of a stage a retry runs again. */
public enum RetryMode {
    FAILED_ACTIONS,
    ALL_ACTIONS
}

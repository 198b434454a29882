package io.jenkins.plugins.stagegate.decision;

/** Whether an execution carries a new change or brings an old one back. */
public enum ExecutionType {
    STANDARD,
    ROLLBACK
}

package io.jenkins.plugins.stagegate.model;

/** How the executions of one pipeline share its stages. */
public enum ExecutionMode {
    /** A stage holds one execution; a newer one that arrives in front of it takes the place of an older one that waits. */
    SUPERSEDED,
    /** A stage holds one execution; the others wait in front of it, first come, first served. */
    QUEUED,
    /** Executions do not wait for each other. */
    PARALLEL
}

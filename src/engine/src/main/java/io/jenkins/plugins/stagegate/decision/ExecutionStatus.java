package io.jenkins.plugins.stagegate.decision;

import com.fasterxml.jackson.annotation.JsonValue;

/** The status of an execution. The names are CodePipeline's. */
public enum ExecutionStatus {
    IN_PROGRESS("InProgress"),
    STOPPING("Stopping"),
    STOPPED("Stopped"),
    SUCCEEDED("Succeeded"),
    FAILED("Failed"),
    SUPERSEDED("Superseded"),
    CANCELLED("Cancelled");

    private final String label;

    ExecutionStatus(String label) {
        this.label = label;
    }

    /** The name as CodePipeline writes it. */
    @JsonValue
    public String label() {
        return label;
    }

    /** Whether the execution can still move by itself. */
    public boolean active() {
        return this == IN_PROGRESS || this == STOPPING;
    }
}

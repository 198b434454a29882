package io.jenkins.plugins.stagegate.decision;

import com.fasterxml.jackson.annotation.JsonValue;

/** The status of an execution in one stage. The names are CodePipeline's. */
public enum StageStatus {
    IN_PROGRESS("InProgress"),
    STOPPING("Stopping"),
    STOPPED("Stopped"),
    SUCCEEDED("Succeeded"),
    FAILED("Failed"),
    SKIPPED("Skipped"),
    CANCELLED("Cancelled");

    private final String label;

    StageStatus(String label) {
        this.label = label;
    }

    /** The name as CodePipeline writes it. */
    @JsonValue
    public String label() {
        return label;
    }
}

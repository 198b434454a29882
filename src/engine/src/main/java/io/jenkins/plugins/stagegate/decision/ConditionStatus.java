package io.jenkins.plugins.stagegate.decision;

import com.fasterxml.jackson.annotation.JsonValue;

/** The status of a condition. The names are CodePipeline's. */
public enum ConditionStatus {
    IN_PROGRESS("InProgress"),
    SUCCEEDED("Succeeded"),
    FAILED("Failed"),
    OVERRIDDEN("Overridden"),
    CANCELLED("Cancelled");

    private final String label;

    ConditionStatus(String label) {
        this.label = label;
    }

    /** The name as CodePipeline writes it. */
    @JsonValue
    public String label() {
        return label;
    }

    /** Whether the condition stands in nobody's way. */
    public boolean passed() {
        return this == SUCCEEDED || this == OVERRIDDEN;
    }
}

package io.jenkins.plugins.stagegate.decision;

import com.fasterxml.jackson.annotation.JsonValue;

/** The status of a job for workers. The names are CodePipeline's. */
public enum JobStatus {
    /** It waits for a worker. */
    QUEUED("Queued"),
    /** A worker was told of it and has not taken it yet. */
    DISPATCHED("Dispatched"),
    /** A worker has it. */
    IN_PROGRESS("InProgress"),
    TIMED_OUT("TimedOut"),
    SUCCEEDED("Succeeded"),
    FAILED("Failed");

    private final String label;

    JobStatus(String label) {
        this.label = label;
    }

    /** The name as CodePipeline writes it. */
    @JsonValue
    public String label() {
        return label;
    }
}

package io.jenkins.plugins.stagegate.decision;

import com.fasterxml.jackson.annotation.JsonValue;

/** Who retried a stage. The names are CodePipeline's. */
public enum RetryTrigger {
    AUTOMATED("AutomatedStageRetry"),
    MANUAL("ManualStageRetry");

    private final String label;

    RetryTrigger(String label) {
        this.label = label;
    }

    /** The name as CodePipeline writes it. */
    @JsonValue
    public String label() {
        return label;
    }
}

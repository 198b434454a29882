package io.jenkins.plugins.stagegate.model;

import com.fasterxml.jackson.annotation.JsonValue;

/** What kind of task an action is. The names are CodePipeline's. */
public enum ActionCategory {
    SOURCE("Source"),
    BUILD("Build"),
    TEST("Test"),
    DEPLOY("Deploy"),
    APPROVAL("Approval"),
    INVOKE("Invoke"),
    COMPUTE("Compute");

    private final String label;

    ActionCategory(String label) {
        this.label = label;
    }

    /** The name as CodePipeline writes it. */
    @JsonValue
    public String label() {
        return label;
    }
}

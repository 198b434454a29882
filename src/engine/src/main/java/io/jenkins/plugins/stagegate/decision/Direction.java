package io.jenkins.plugins.stagegate.decision;

import com.fasterxml.jackson.annotation.JsonValue;

/** Which side of a stage a transition is on. The names are CodePipeline's. */
public enum Direction {
    /** The way into the stage. */
    INBOUND("Inbound"),
    /** The way out of the stage, after its actions have completed. */
    OUTBOUND("Outbound");

    private final String label;

    Direction(String label) {
        this.label = label;
    }

    /** The name as CodePipeline writes it. */
    @JsonValue
    public String label() {
        return label;
    }
}

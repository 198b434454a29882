package io.jenkins.plugins.stagegate.decision;

import java.time.Instant;

/** Where an execution is on the line. */
public sealed interface Place {
    /**
     * In front of a stage.
     *
     * @param order the sequence number of its arrival: the queue's order
     * @param forced whether it may pass a stopped line
     */
    record Before(String stage, Instant since, long order, boolean forced) implements Place {}

    /** In a stage, which it holds. */
    record Inside(String stage) implements Place {}

    /** At its end, or not yet anywhere. */
    record Off() implements Place {}

    Place OFF = new Off();
}

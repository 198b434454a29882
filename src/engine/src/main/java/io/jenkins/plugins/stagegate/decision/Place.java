package io.jenkins.plugins.stagegate.decision;

import java.time.Instant;

/** Where an execution is on the line. */
public sealed interface Place {
    /** In front of a stage. {@code order} is the sequence number of its arrival: the queue's order. */
    record Before(String stage, Instant since, long order) implements Place {}

    /** In a stage, which it holds. */
    record Inside(String stage) implements Place {}

    /** At its end, or not yet anywhere. */
    record Off() implements Place {}

    Place OFF = new Off();
}

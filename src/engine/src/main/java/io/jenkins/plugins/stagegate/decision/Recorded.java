package io.jenkins.plugins.stagegate.decision;

import java.time.Instant;

/**
 * An event with its place in the history of its pipeline.
 *
 * @param sequence 1 for the first event of the pipeline, then without gaps; consumers drop repeats by it
 * @param at when it was decided
 */
public record Recorded(long sequence, Instant at, Event event) {}

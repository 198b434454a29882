package io.jenkins.plugins.stagegate.rehearsal;

import java.time.Instant;

/**
 * What somebody does at a time.
 *
 * @param line of the scenario
 * @param text the line
 * @param refused whether the engine is expected to refuse it
 */
record Step(int line, String text, Instant at, Instruction instruction, boolean refused) {}

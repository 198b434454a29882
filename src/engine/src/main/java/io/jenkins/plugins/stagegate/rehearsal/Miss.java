package io.jenkins.plugins.stagegate.rehearsal;

/**
 * Something that went otherwise than the scenario expects.
 *
 * @param line of the scenario
 * @param expected in the words of that line
 * @param happened instead, as a sentence
 */
public record Miss(int line, String expected, String happened) {}

package io.jenkins.plugins.stagegate.decision;

/**
 * What keeps an execution out of a stage although there would be room.
 *
 * @param by who decided so
 * @param frees what would let it in
 */
record Hold(Waiting.Reason reason, String by, String why, String frees) {}

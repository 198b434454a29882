package io.jenkins.plugins.stagegate.rehearsal;

import java.util.Optional;

/**
 * What must be so in the end.
 *
 * @param line of the scenario
 * @param text the line
 */
record Expectation(int line, String text, Check check) {
    /** A look at what happened. */
    interface Check {
        /** What happened instead, as a sentence; nothing if all is as expected. */
        Optional<String> instead(Recording recording);
    }
}

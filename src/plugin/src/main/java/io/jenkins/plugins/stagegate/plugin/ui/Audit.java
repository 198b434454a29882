package io.jenkins.plugins.stagegate.plugin.ui;

import hudson.model.Job;
import io.jenkins.plugins.stagegate.decision.Actor;
import java.util.logging.Logger;

/**
 * Who did what to a pipeline, and why: a line each for the logger {@value #LOGGER_NAME}. The same is in the journal as an event.
 */
final class Audit {
    static final String LOGGER_NAME = "io.jenkins.plugins.stagegate.audit";
    private static final Logger LOGGER = Logger.getLogger(LOGGER_NAME);

    private Audit() {}

    /** Notes what somebody did. The text is kept on one line, whatever it holds. */
    static void note(Job<?, ?> job, Actor who, String what) {
        LOGGER.info(() -> line(who.name()) + " on " + line(job.getFullName()) + ": " + line(what));
    }

    private static String line(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ");
    }
}

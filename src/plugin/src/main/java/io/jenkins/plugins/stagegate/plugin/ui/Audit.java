package io.jenkins.plugins.stagegate.plugin.ui;

import java.util.logging.Logger;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Who did what to a pipeline, or to the configuration of many, and why: a line each for the logger {@value #LOGGER_NAME}. What is
 * done to a pipeline is in its journal as an event, too.
 */
@Restricted(NoExternalUse.class)
public final class Audit {
    static final String LOGGER_NAME = "io.jenkins.plugins.stagegate.audit";
    private static final Logger LOGGER = Logger.getLogger(LOGGER_NAME);

    private Audit() {}

    /**
     * Notes what whoever is at work here did. The text is kept on one line, whatever it holds.
     *
     * @param where full name of the job or folder, or {@code Jenkins}
     */
    public static void note(String where, String what) {
        note(Jenkins.getAuthentication2().getName(), where, what);
    }

    /** Notes what somebody did who is not at work here any more. */
    public static void note(String who, String where, String what) {
        LOGGER.info(() -> line(who) + " on " + line(where) + ": " + line(what));
    }

    /** Notes what somebody has configured anew, if it means something else than before. */
    public static void change(String where, String what, Audited.State before, Audited.State now) {
        if (!before.identity().equals(now.identity())) {
            note(
                    where,
                    before.words().equals(now.words())
                            ? "changed something of the " + what + " that is not shown here: " + now.words()
                            : "changed the " + what + " from " + before.words() + " to " + now.words());
        }
    }

    private static String line(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ");
    }
}

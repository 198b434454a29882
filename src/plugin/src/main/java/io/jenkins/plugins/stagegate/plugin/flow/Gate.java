package io.jenkins.plugins.stagegate.plugin.flow;

import hudson.Main;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner;

/** Tells whether the steps of a run may go on: not before they are back after a restart, nor while Jenkins quiets down. */
final class Gate {
    private static final Logger LOGGER = Logger.getLogger(Gate.class.getName());
    private static final int SECONDS = Main.isUnitTest ? 1 : 10;

    private final FlowExecutionOwner owner;
    private final Runnable onOpen;
    private boolean held;
    private boolean shut;
    private boolean quiet;

    /**
     * A gate that is open.
     *
     * @param onOpen called, on any thread, when it may have opened again
     */
    Gate(FlowExecutionOwner owner, Runnable onOpen) {
        this.owner = owner;
        this.onOpen = onOpen;
    }

    /** Keeps it closed until {@link #release}. */
    synchronized void hold() {
        held = true;
    }

    synchronized void release() {
        held = false;
    }

    /** Closes it for good. */
    synchronized void shut() {
        shut = true;
    }

    synchronized boolean isOpen() {
        if (held || shut) {
            return false;
        }
        var jenkins = Jenkins.getInstanceOrNull();
        if (jenkins == null) {
            return false;
        }
        boolean quieting = jenkins.isQuietingDown();
        if (quieting && !quiet) {
            say(Messages.Gate_pausing());
            lookAgain();
        } else if (quiet && !quieting) {
            say(Messages.Gate_resuming());
        }
        quiet = quieting;
        return !quieting;
    }

    private void lookAgain() {
        Timer.get()
                .schedule(
                        () -> {
                            var jenkins = Jenkins.getInstanceOrNull();
                            if (jenkins != null && jenkins.isQuietingDown()) {
                                lookAgain();
                            } else if (jenkins != null) {
                                onOpen.run();
                            }
                        },
                        SECONDS,
                        TimeUnit.SECONDS);
    }

    private void say(String text) {
        try {
            owner.getListener().getLogger().println(text);
        } catch (IOException e) {
            LOGGER.log(Level.FINE, "Cannot write to the log of " + owner, e);
        }
    }
}

package io.jenkins.plugins.stagegate.plugin.job;

import hudson.model.InvisibleAction;

/** What the commit that a build is to take is on: {@code branch NAME} or {@code tag NAME}. */
public final class PinnedTo extends InvisibleAction {
    private final String on;

    PinnedTo(String on) {
        this.on = on;
    }

    String on() {
        return on;
    }

    /** The name of that branch or tag. */
    public String name() {
        return on.substring(on.indexOf(' ') + 1);
    }
}

package io.jenkins.plugins.stagegate.plugin.job;

import hudson.model.InvisibleAction;
import hudson.model.Run;
import java.util.Optional;

/** What the commit that a build is to take is on: {@code branch NAME} or {@code tag NAME}. */
public final class PinnedTo extends InvisibleAction {
    private final String on;

    PinnedTo(String on) {
        this.on = on;
    }

    String on() {
        return on;
    }

    /** The name of the branch or tag whose commit the build takes, if somebody pushed it. */
    public static Optional<String> of(Run<?, ?> build) {
        return Optional.ofNullable(build.getAction(PinnedTo.class))
                .map(one -> one.on.substring(one.on.indexOf(' ') + 1));
    }
}

package io.jenkins.plugins.stagegate.plugin.multibranch;

import hudson.model.InvisibleAction;
import java.util.Optional;

/** Goes with a build of a branch that is not to be put before its triggers once more. */
final class AskedTriggers extends InvisibleAction {
    private final boolean open;
    private final String before;

    private AskedTriggers(boolean open, Optional<String> before) {
        this.open = open;
        this.before = before.orElse(null);
    }

    /** There are none about pushes and pull requests. */
    static AskedTriggers none() {
        return new AskedTriggers(false, Optional.empty());
    }

    /**
     * Which there are, only the build will see.
     *
     * @param before the commit that the branch had when it was last built
     */
    static AskedTriggers open(Optional<String> before) {
        return new AskedTriggers(true, before);
    }

    boolean isOpen() {
        return open;
    }

    Optional<String> before() {
        return Optional.ofNullable(before);
    }
}

package io.jenkins.plugins.stagegate.plugin.ui;

import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** A change that is not possible now. Its message is for people. */
@Restricted(NoExternalUse.class)
public final class RefusedChangeException extends Exception {
    private static final long serialVersionUID = 1;

    private final String type;

    RefusedChangeException(String type, String message) {
        super(message);
        this.type = type;
    }

    /** CodePipeline's name of the error. */
    public String type() {
        return type;
    }
}

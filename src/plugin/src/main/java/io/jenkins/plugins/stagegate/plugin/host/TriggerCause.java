package io.jenkins.plugins.stagegate.plugin.host;

import hudson.model.Cause;
import io.jenkins.plugins.stagegate.decision.StartTrigger;

/** A trigger of the definition started the build. */
public final class TriggerCause extends Cause {
    private final String type;
    private final String detail;

    /** What the engine calls it is what the build says, too. */
    public TriggerCause(StartTrigger trigger) {
        this.type = trigger.type();
        this.detail = trigger.detail();
    }

    StartTrigger trigger() {
        return new StartTrigger(type, detail, "");
    }

    @Override
    public String getShortDescription() {
        return Messages.TriggerCause_started(detail);
    }
}

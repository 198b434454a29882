package io.jenkins.plugins.stagegate.plugin.host;

import hudson.model.Cause;
import io.jenkins.plugins.stagegate.decision.StartTrigger;
import java.util.Objects;

/** A trigger started the build: one of the definition, or what somebody did by an operation that is more than a start. */
public final class TriggerCause extends Cause {
    private final String type;
    private final String detail;
    /** The person, if it was one; missing in what an older version has kept. */
    private final String by;

    /** What the engine calls it is what the build says, too. */
    public TriggerCause(StartTrigger trigger) {
        this.type = trigger.type();
        this.detail = trigger.detail();
        this.by = trigger.by();
    }

    StartTrigger trigger() {
        return new StartTrigger(type, detail, Objects.requireNonNullElse(by, ""));
    }

    @Override
    public String getShortDescription() {
        return trigger().by().isEmpty()
                ? Messages.TriggerCause_started(detail)
                : Messages.TriggerCause_called(type, detail);
    }
}

package io.jenkins.plugins.stagegate.plugin.trigger;

import hudson.Extension;
import hudson.model.PeriodicWork;
import io.jenkins.plugins.stagegate.plugin.settings.StageGateSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Lets triggers do what is due by the clock. */
@Extension
@Restricted(NoExternalUse.class)
public final class TriggerClock extends PeriodicWork {
    private static final int SECONDS = 5;

    @Override
    public long getRecurrencePeriod() {
        return TimeUnit.SECONDS.toMillis(SECONDS);
    }

    @Override
    protected void doRun() {
        var every = Duration.ofSeconds(StageGateSettings.get().getLookEverySeconds());
        var now = Instant.now();
        Triggers.get().atWork().forEach(triggers -> triggers.tick(now, every));
    }
}

package io.jenkins.plugins.stagegate.plugin.host;

import hudson.Extension;
import hudson.model.PeriodicWork;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Lets pipelines rest that nobody has needed for some minutes: a controller may have thousands of them. */
@Extension
@Restricted(NoExternalUse.class)
public final class Rests extends PeriodicWork {
    /** Whoever has asked for an engine has long used it by then. */
    private static final Duration UNUSED = Duration.ofMinutes(10);

    @Override
    public long getRecurrencePeriod() {
        return TimeUnit.MINUTES.toMillis(1);
    }

    @Override
    protected void doRun() {
        Pipelines.get().letRest(UNUSED);
    }
}

package io.jenkins.plugins.stagegate.plugin.host;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands until it is set. */
public final class GivenClock extends Clock {
    private volatile Instant now;

    private GivenClock(Instant now) {
        this.now = now;
    }

    /** Lets all pipelines go by a clock, from the next one that is opened. */
    public static GivenClock at(Instant now) {
        var clock = new GivenClock(now);
        Pipelines.get().goBy(clock);
        return clock;
    }

    public void set(Instant time) {
        now = time;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}

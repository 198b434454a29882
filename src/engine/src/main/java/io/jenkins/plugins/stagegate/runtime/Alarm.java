package io.jenkins.plugins.stagegate.runtime;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Wakes a pipeline when its time has come. Called by one thread at a time. */
final class Alarm {
    private final Clock clock;
    private final ScheduledExecutorService timers;
    private final Runnable ring;
    private Optional<Instant> due = Optional.empty();
    private ScheduledFuture<?> pending;

    Alarm(Clock clock, ScheduledExecutorService timers, Runnable ring) {
        this.clock = clock;
        this.timers = timers;
        this.ring = ring;
    }

    /** Sets the time; an earlier setting is forgotten. A time in the past rings at once. */
    void set(Optional<Instant> next) {
        if (next.equals(due)) {
            return;
        }
        close();
        due = next;
        next.ifPresent(instant -> {
            long wait = Math.max(0, Duration.between(clock.instant(), instant).toMillis());
            pending = timers.schedule(ring, wait + 1, TimeUnit.MILLISECONDS);
        });
    }

    void close() {
        if (pending != null) {
            pending.cancel(false);
            pending = null;
        }
        due = Optional.empty();
    }
}

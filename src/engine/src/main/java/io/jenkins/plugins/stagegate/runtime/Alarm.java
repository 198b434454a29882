package io.jenkins.plugins.stagegate.runtime;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Wakes a pipeline when its time has come by the clock. May be used by any thread.
 *
 * <p>Timers count by themselves: they do not know that the clock was set, and stand still while the machine sleeps. So the clock is
 * looked at once a minute, and nothing rings too early.
 */
final class Alarm {
    private static final Logger LOGGER = Logger.getLogger(Alarm.class.getName());
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final Duration AGAIN = Duration.ofSeconds(10);

    /** What rings. It sets the next time; as long as it does not, it rings again. */
    @FunctionalInterface
    interface Bell {
        void ring() throws IOException;
    }

    private final Clock clock;
    private final ScheduledExecutorService timers;
    private final Bell bell;
    private Optional<Instant> due = Optional.empty();
    private ScheduledFuture<?> pending;

    Alarm(Clock clock, ScheduledExecutorService timers, Bell bell) {
        this.clock = clock;
        this.timers = timers;
        this.bell = bell;
    }

    /** Sets the time; an earlier setting is forgotten. A time in the past rings at once, unless it has just rung. */
    synchronized void set(Optional<Instant> next) {
        if (!next.equals(due)) {
            cancel();
            due = next;
            next.ifPresent(time -> plan(left(time)));
        }
    }

    synchronized void close() {
        set(Optional.empty());
    }

    private void look() {
        if (!isTime()) {
            return;
        }
        try {
            bell.ring();
        } catch (Throwable e) { // nobody else would hear of it
            LOGGER.log(Level.WARNING, "What is due in a pipeline could not be done; it is tried again", e);
        }
    }

    private synchronized boolean isTime() {
        if (due.isEmpty()) {
            return false;
        }
        var left = left(due.get());
        boolean come = left.isZero() || left.isNegative();
        plan(come ? AGAIN : left);
        return come;
    }

    private Duration left(Instant time) {
        return Duration.between(clock.instant(), time);
    }

    private void plan(Duration left) {
        cancel();
        var pause = left.compareTo(LONGEST) > 0 ? LONGEST : left;
        pending = timers.schedule(this::look, Math.max(0, pause.toMillis()) + 1, TimeUnit.MILLISECONDS);
    }

    private void cancel() {
        if (pending != null) {
            pending.cancel(false);
            pending = null;
        }
    }
}

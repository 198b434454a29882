package io.jenkins.plugins.stagegate.local;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waits for what other processes do. */
public final class Eventually {
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final long LOOK_EVERY_NANOS = 5_000_000;

    private Eventually() {}

    /** Goes on as soon as the condition holds; fails, saying what is so instead, if it does not hold in time. */
    public static void until(Callable<Boolean> condition, Supplier<String> instead) throws Exception {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("Not in " + DEADLINE + ". Instead: " + instead.get());
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
    }
}

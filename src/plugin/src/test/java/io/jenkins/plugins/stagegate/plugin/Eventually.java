package io.jenkins.plugins.stagegate.plugin;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/** Waits for what another thread does, but never for long. */
public final class Eventually {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Eventually() {}

    /** Something that is to become true. */
    @FunctionalInterface
    public interface Claim {
        void check() throws Exception;
    }

    /** Returns once the claim is true; fails as it does if it has not become true by then. */
    public static void of(Claim claim) throws Exception {
        of(claim, Duration.ofMillis(50));
    }

    /** The same for what is true only for a while. */
    static void of(Claim claim, Duration pause) throws Exception {
        for (var end = Instant.now().plus(PATIENCE); Instant.now().isBefore(end); ) {
            try {
                claim.check();
                return;
            } catch (AssertionError e) {
                LockSupport.parkNanos(pause.toNanos());
            }
        }
        claim.check();
    }
}

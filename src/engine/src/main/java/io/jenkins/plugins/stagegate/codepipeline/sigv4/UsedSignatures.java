package io.jenkins.plugins.stagegate.codepipeline.sigv4;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The signatures of requests that may not be repeated, as long as their time is not over anyway. */
final class UsedSignatures {
    /**
     * Signatures tell seconds, and nothing smaller: a client that asks the same twice within one signs the same. So what
     * comes again at once is a second request, and what comes later is a repeated one.
     */
    private static final Duration AT_ONCE = Duration.ofSeconds(2);
    /** A signature from a fast clock is good for twice the skew. */
    private static final Duration KEPT = Verifier.SKEW.multipliedBy(2);

    private final Map<String, Instant> firstUses = new HashMap<>();

    /** Takes note of a signature; false if it is a repetition. */
    synchronized boolean take(String signature, Instant now) {
        firstUses.values().removeIf(first -> first.isBefore(now.minus(KEPT)));
        var first = firstUses.putIfAbsent(signature, now);
        return first == null || !now.isAfter(first.plus(AT_ONCE));
    }
}

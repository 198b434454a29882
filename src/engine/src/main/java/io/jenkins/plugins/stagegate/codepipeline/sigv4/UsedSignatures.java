package io.jenkins.plugins.stagegate.codepipeline.sigv4;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** The signatures of requests that may come only once, as long as their time is not over anyway. */
final class UsedSignatures {
    private final Map<String, Instant> untilWhen = new LinkedHashMap<>();

    /** Takes note of a signature; false if it was there already. */
    synchronized boolean take(String signature, Instant until, Instant now) {
        untilWhen.values().removeIf(end -> end.isBefore(now));
        return untilWhen.putIfAbsent(signature, until) == null;
    }
}

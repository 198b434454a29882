package io.jenkins.plugins.stagegate.local.host;

import java.time.Duration;
import java.util.Locale;

/** Lengths of time as people say them. */
public final class Durations {
    private Durations() {}

    /** Such as {@code 0.4 s}, {@code 12 s}, {@code 3 min 20 s}, {@code 2 h 5 min}. */
    public static String words(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < 10 && duration.toMillisPart() != 0) {
            return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
        }
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return pair(seconds / 60, "min", seconds % 60, "s");
        }
        return pair(seconds / 3600, "h", seconds % 3600 / 60, "min");
    }

    private static String pair(long large, String largeUnit, long small, String smallUnit) {
        return large + " " + largeUnit + (small == 0 ? "" : " " + small + " " + smallUnit);
    }
}

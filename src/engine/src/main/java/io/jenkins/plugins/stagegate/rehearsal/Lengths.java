package io.jenkins.plugins.stagegate.rehearsal;

import java.time.Duration;
import java.util.regex.Pattern;

/** Lengths of time as scenarios write them: {@code 30s}, {@code 10m}, {@code 1h30m}, {@code 2d}, {@code 1w}. */
final class Lengths {
    private static final String KIND = "a length of time such as 10m, 1h30m or 2d";
    private static final Pattern FORM =
            Pattern.compile("(?=\\d)(?:(\\d{1,4})w)?(?:(\\d{1,5})d)?(?:(\\d{1,6})h)?(?:(\\d{1,7})m)?(?:(\\d{1,8})s)?");
    private static final long[] SECONDS = {7 * 86_400, 86_400, 3_600, 60, 1};

    private Lengths() {}

    static boolean fits(String text) {
        return FORM.matcher(text).matches();
    }

    static Duration read(Words words) {
        return of(words.one(KIND, Lengths::fits).text());
    }

    static Duration of(String text) {
        var parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not a length of time: " + text);
        }
        long seconds = 0;
        for (int i = 0; i < SECONDS.length; i++) {
            seconds += parts.group(i + 1) == null ? 0 : SECONDS[i] * Long.parseLong(parts.group(i + 1));
        }
        return Duration.ofSeconds(seconds);
    }

    /** The same length in the same way, to the second; weeks as days, and no minutes beside days. */
    static String words(Duration length) {
        long seconds = length.toSeconds();
        if (seconds >= 86_400) {
            return pair(seconds / 86_400, "d", seconds % 86_400 / 3_600, "h");
        }
        return seconds >= 3_600
                ? pair(seconds / 3_600, "h", seconds % 3_600 / 60, "m")
                : seconds >= 60 ? pair(seconds / 60, "m", seconds % 60, "s") : seconds + "s";
    }

    private static String pair(long large, String unit, long small, String smaller) {
        return large + unit + (small == 0 ? "" : small + smaller);
    }
}

package io.jenkins.plugins.stagegate.wording;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The word that somebody who mistyped probably meant. */
public final class Nearest {
    /** Nobody mistypes longer ones by a letter, and comparing them would take long. */
    private static final int LONGEST = 100;

    private Nearest() {}

    /** The closest candidate, if one is close enough to be meant: at most a third of the letters differ. */
    public static Optional<String> to(String word, Collection<String> candidates) {
        return candidates.stream()
                .filter(candidate ->
                        comparable(word, candidate) && distance(word, candidate) <= tolerance(word, candidate))
                .min(Comparator.comparingInt(candidate -> distance(word, candidate)));
    }

    private static boolean comparable(String word, String candidate) {
        return word.length() <= LONGEST
                && candidate.length() <= LONGEST
                && Math.abs(word.length() - candidate.length()) <= tolerance(word, candidate);
    }

    private static int tolerance(String word, String candidate) {
        return Math.max(1, Math.max(word.length(), candidate.length()) / 3);
    }

    /** A sentence that asks whether the closest candidate was meant; empty if there is none. */
    public static String suggestion(String word, Collection<String> candidates) {
        return to(word, candidates).map(near -> "Did you mean `" + near + "`?").orElse("");
    }

    /** Nobody mistakes a letter for another one of the same name. */
    private static int distance(String word, String candidate) {
        return EditDistance.between(word.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
    }
}

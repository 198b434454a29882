package io.jenkins.plugins.stagegate.validation;

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

    /** How many letters must be inserted, deleted, replaced or swapped with their neighbour, whatever their case. */
    static int distance(String left, String right) {
        String a = left.toLowerCase(Locale.ROOT);
        String b = right.toLowerCase(Locale.ROOT);
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 ? j : j == 0 ? i : cheapest(cost, a, b, i, j);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int cheapest(int[][] cost, String a, String b, int i, int j) {
        int replaced = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replaced, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}

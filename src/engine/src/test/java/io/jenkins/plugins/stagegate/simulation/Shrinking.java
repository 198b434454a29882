package io.jenkins.plugins.stagegate.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The fewest moves that still break an invariant: pieces are left out as long as it stays broken. */
final class Shrinking {
    private Shrinking() {}

    static List<Move> shrink(List<Move> moves) {
        return shrink(moves, Shrinking::breaks);
    }

    /** The fewest that still break; the first one stays. */
    static <T> List<T> shrink(List<T> moves, Predicate<List<T>> breaks) {
        var shortest = moves;
        for (int piece = moves.size() / 2; piece >= 1; piece /= 2) {
            for (int from = 1; from + piece <= shortest.size(); ) {
                var without = new ArrayList<>(shortest.subList(0, from));
                without.addAll(shortest.subList(from + piece, shortest.size()));
                if (breaks.test(without)) {
                    shortest = without;
                } else {
                    from += piece;
                }
            }
        }
        return shortest;
    }

    private static boolean breaks(List<Move> moves) {
        var world = new World();
        try {
            moves.forEach(world::make);
            return false;
        } catch (AssertionError | RuntimeException e) {
            return true;
        }
    }
}

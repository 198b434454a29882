package io.jenkins.plugins.stagegate.model;

import java.util.List;
import java.util.function.IntPredicate;

/** One step of a {@link Glob}; places are counted from 0. */
sealed interface GlobPart {
    /** Whether the letter leads on from here. */
    default boolean takes(int letter) {
        return false;
    }

    /** Exactly one letter. */
    record One(IntPredicate among) implements GlobPart {
        @Override
        public boolean takes(int letter) {
            return among.test(letter);
        }
    }

    /** Any number of letters, none too. */
    record Many(IntPredicate among) implements GlobPart {
        @Override
        public boolean takes(int letter) {
            return among.test(letter);
        }
    }

    /** Goes on at one of several places. */
    record Fork(List<Integer> ways) implements GlobPart {}

    /** Goes on at another place. */
    record Jump(int target) implements GlobPart {}
}

package io.jenkins.plugins.stagegate.rehearsal;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/**
 * Which of the times that something happens is meant: {@code the 2nd time}, {@code the first 2 times}, {@code every 3rd time}.
 *
 * @param includes counted from 1
 */
record Occasions(boolean all, IntPredicate includes) {
    static final Occasions ALL = new Occasions(true, time -> true);

    private static final Pattern ORDINAL = Pattern.compile("(\\d{1,6})(?:st|nd|rd|th)");
    private static final String KIND = "which one: 1st, 2nd, 3rd";

    /** Those that come next in the line; all, if nothing is said. */
    static Occasions read(Words words) {
        if (words.take("the first")) {
            int count = positive(words.one("a number", text -> text.matches("\\d{1,6}")));
            words.require("times");
            return new Occasions(false, time -> time <= count);
        }
        if (words.take("the")) {
            int which = ordinal(words);
            words.require("time");
            return new Occasions(false, time -> time == which);
        }
        if (words.take("every")) {
            int step = ordinal(words);
            words.require("time");
            return new Occasions(false, time -> time % step == 0);
        }
        return ALL;
    }

    private static int ordinal(Words words) {
        return positive(words.one(KIND, text -> ORDINAL.matcher(text).matches()));
    }

    private static int positive(Word word) {
        int number = Integer.parseInt(word.text().replaceAll("\\D", ""));
        if (number == 0) {
            throw Words.wrong(word, "Times are counted from 1.", List.of(), List.of(KIND));
        }
        return number;
    }

    boolean fits(int time) {
        return includes.test(time);
    }
}

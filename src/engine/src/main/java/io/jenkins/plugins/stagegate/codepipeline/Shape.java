package io.jenkins.plugins.stagegate.codepipeline;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a value of the protocol looks like. Shapes refer to each other by name. */
sealed interface Shape {
    /** An object with known members. */
    record Structure(Map<String, Member> members) implements Shape {}

    /** A member of a structure. */
    record Member(String shape, boolean required) {}

    /** A list of values of one shape. */
    record Listing(String element, Bounds size) implements Shape {}

    /** An object with any keys. */
    record Mapping(String key, String value, Bounds size) implements Shape {}

    /** A text; an empty list of values means that any is possible. */
    record Text(Bounds length, List<String> values, Optional<Pattern> pattern) implements Shape {}

    /** A whole number. */
    record Whole(Bounds range) implements Shape {}

    /** True or false. */
    record Truth() implements Shape {}

    /** Seconds since 1970 with a fraction. */
    record Moment() implements Shape {}

    /** The least and the most that is possible. */
    record Bounds(int least, int most) {
        static final Bounds NONE = new Bounds(Integer.MIN_VALUE, Integer.MAX_VALUE);

        static Bounds parse(String text) {
            int dots = text.indexOf("..");
            var least = text.substring(0, dots);
            var most = text.substring(dots + 2);
            return new Bounds(
                    least.isEmpty() ? NONE.least : Integer.parseInt(least),
                    most.isEmpty() ? NONE.most : Integer.parseInt(most));
        }
    }
}

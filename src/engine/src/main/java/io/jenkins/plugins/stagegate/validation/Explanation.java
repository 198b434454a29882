package io.jenkins.plugins.stagegate.validation;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a user is told about a broken rule. The texts stand in {@code messages.properties}, under the rule's key.
 *
 * @param message what is wrong
 * @param expected what is possible there; may be empty
 * @param hint how to mend it; may be empty
 */
public record Explanation(String message, String expected, String hint) {
    private static final int LONGEST_ARGUMENT = 500;
    private static final ResourceBundle TEXTS =
            ResourceBundle.getBundle(Explanation.class.getPackageName() + ".messages", Locale.ROOT);

    /**
     * The texts of that rule with the arguments in their places.
     *
     * @throws java.util.MissingResourceException if there is no such rule
     */
    public static Explanation of(String rule, Object... arguments) {
        return new Explanation(
                format(TEXTS.getString(rule), arguments),
                part(rule + ".expected", arguments),
                part(rule + ".hint", arguments));
    }

    /** The keys of all rules of the language. */
    public static Set<String> rules() {
        var rules = new TreeSet<>(TEXTS.keySet());
        rules.removeIf(key -> key.contains("."));
        return rules;
    }

    private static String shortened(String text) {
        return text.length() > LONGEST_ARGUMENT ? text.substring(0, LONGEST_ARGUMENT) + "..." : text;
    }

    private static String part(String key, Object... arguments) {
        return TEXTS.containsKey(key) ? format(TEXTS.getString(key), arguments) : "";
    }

    private static String format(String text, Object... arguments) {
        // As texts, since MessageFormat would write numbers in the way of some country.
        Object[] texts = Stream.of(arguments)
                .map(String::valueOf)
                .map(Explanation::shortened)
                .toArray();
        return new MessageFormat(text, Locale.ROOT).format(texts).strip();
    }
}

package io.jenkins.plugins.stagegate.plugin.ui;

import io.jenkins.plugins.stagegate.decision.Waiting;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jvnet.localizer.LocaleProvider;

/**
 * Why executions wait, in the language of whoever looks. English is the engine's own; any other language is a file beside this
 * class, with a phrase for each reason and the names of its details in braces.
 */
final class WaitingWords {
    private static final Pattern DETAIL = Pattern.compile("\\{(\\w+)}");
    private static final ResourceBundle.Control ENGLISH_OTHERWISE =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private WaitingWords() {}

    static String of(Waiting waiting) {
        return in(LocaleProvider.getLocale(), waiting);
    }

    static String in(Locale locale, Waiting waiting) {
        var words = ResourceBundle.getBundle(
                WaitingWords.class.getName(), locale, WaitingWords.class.getClassLoader(), ENGLISH_OTHERWISE);
        var missing = waiting.details().getOrDefault("missing", "");
        return phrase(words, waiting.reason() + "." + missing)
                .or(() -> phrase(words, waiting.reason().name()))
                .map(phrase -> DETAIL.matcher(phrase)
                        .replaceAll(part ->
                                Matcher.quoteReplacement(waiting.details().getOrDefault(part.group(1), ""))))
                .orElse(waiting.sentence());
    }

    private static Optional<String> phrase(ResourceBundle words, String key) {
        return words.containsKey(key) ? Optional.of(words.getString(key)) : Optional.empty();
    }
}

package io.jenkins.plugins.stagegate.spi;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Secrets that an action was told of: what it says itself goes into the journal, where many can read it.
 *
 * @param values by what people call the secrets
 */
public record Confidential(Map<String, String> values) {
    /** No secrets. */
    public static final Confidential NONE = new Confidential(Map.of());

    /** Shorter values are words that any text may have; they count only if they are the whole text. */
    private static final int SHORTEST = 6;

    private static final String MASK = "****";

    public Confidential {
        var known = new LinkedHashMap<String, String>();
        // The longest is replaced first, so that nothing is left over of one that another one is a part of.
        values.entrySet().stream()
                .filter(secret -> !secret.getValue().isBlank())
                .sorted(Comparator.comparingInt(
                        (Map.Entry<String, String> secret) -> -secret.getValue().length()))
                .forEach(secret -> known.put(secret.getKey(), secret.getValue().strip()));
        values = known;
    }

    /** What people call the secret that the text holds, if it holds one. */
    public Optional<String> in(String text) {
        return values.entrySet().stream()
                .filter(secret -> holds(text, secret.getValue()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** The text with every secret replaced. */
    public String mask(String text) {
        var masked = text;
        for (String value : values.values()) {
            masked = holds(masked, value) ? masked.replace(value, MASK) : masked;
        }
        return masked;
    }

    private static boolean holds(String text, String value) {
        return value.length() < SHORTEST ? text.strip().equals(value) : text.contains(value);
    }
}

package io.jenkins.plugins.stagegate.local.process;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What must not be read in a log that is shown: the values of this program's environment variables whose names say that they are
 * secret, which scripts inherit. Logs on disk are what the processes wrote.
 *
 * @param values the longest first, so that none is left over of another one that it is a part of
 */
public record Secrets(List<String> values) {
    private static final Pattern NAME =
            Pattern.compile("(?i).*(PASSWORD|PASSWD|PASSPHRASE|TOKEN|SECRET|API_?KEY|PRIVATE_KEY|ACCESS_KEY)");
    /** Shorter values are words that a log is full of. */
    private static final int SHORTEST = 6;

    private static final String MASK = "****";

    public Secrets {
        values = values.stream()
                .filter(value -> value.length() >= SHORTEST)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /** Those of this program. */
    public static final Secrets OURS = of(System.getenv());

    /** Those of an environment. */
    public static Secrets of(Map<String, String> environment) {
        return new Secrets(environment.entrySet().stream()
                .filter(variable -> isSecret(variable.getKey()))
                .flatMap(variable -> parts(variable.getKey(), variable.getValue()))
                .toList());
    }

    private static boolean isSecret(String name) {
        return name.startsWith(Scripts.GIT_LOGINS) || NAME.matcher(name).matches();
    }

    /** A login is a secret as a whole, and so is its password. A value of several lines comes line by line. */
    private static Stream<String> parts(String name, String value) {
        var password = name.startsWith(Scripts.GIT_LOGINS) ? value.substring(value.indexOf(':') + 1) : value;
        return Stream.concat(Stream.of(value, password), value.lines())
                .map(String::strip)
                .filter(Predicate.not(String::isEmpty));
    }

    /** Whether the text holds a secret. */
    public boolean in(String text) {
        return values.stream().anyMatch(text::contains);
    }

    /** The text with every secret replaced. */
    public String mask(String text) {
        var masked = text;
        for (String value : values) {
            masked = masked.replace(value, MASK);
        }
        return masked;
    }
}

package io.jenkins.plugins.stagegate.validation;

import java.text.Normalizer;
import java.util.regex.Pattern;

/** The forms that names have in CodePipeline. */
enum NameForm {
    /** Stages, actions, rules. */
    ELEMENT("A-Za-z0-9.@_-", "1 to 100 letters, digits and characters of `.@-_`", 100),
    ARTIFACT("A-Za-z0-9_-", "1 to 100 letters, digits and characters of `-_`", 100),
    NAMESPACE("A-Za-z0-9@_-", "1 to 100 letters, digits and characters of `@-_`", 100),
    VARIABLE("A-Za-z0-9@_-", "1 to 128 letters, digits and characters of `@-_`", 128),
    ENVIRONMENT("A-Za-z0-9_", "1 to 128 letters, digits and `_`", 128),
    PROVIDER("A-Za-z0-9_-", "1 to 35 letters, digits and characters of `-_`", 35),
    VERSION("A-Za-z0-9_-", "1 to 9 letters, digits and characters of `-_`", 9);

    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
    private static final Pattern EDGES = Pattern.compile("^[-_]+|[-_]+$");

    final String expected;
    private final Pattern pattern;
    private final Pattern others;
    private final int longest;

    NameForm(String characters, String expected, int longest) {
        this.expected = expected;
        this.pattern = Pattern.compile("[" + characters + "]{1," + longest + "}");
        this.others = Pattern.compile("[^" + characters + "]+");
        this.longest = longest;
    }

    boolean fits(String name) {
        return pattern.matcher(name).matches();
    }

    /** A sentence with the closest name that fits; empty if nothing of the name is left. */
    String suggestion(String name) {
        String plain =
                ACCENTS.matcher(Normalizer.normalize(name, Normalizer.Form.NFD)).replaceAll("");
        String near = EDGES.matcher(others.matcher(plain).replaceAll(this == ENVIRONMENT ? "_" : "-"))
                .replaceAll("");
        String cut = near.substring(0, Math.min(longest, near.length()));
        return fits(cut) && cut.chars().anyMatch(Character::isLetterOrDigit) ? "Call it `" + cut + "`." : "";
    }
}

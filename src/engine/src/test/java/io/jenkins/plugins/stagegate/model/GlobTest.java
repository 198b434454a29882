package io.jenkins.plugins.stagegate.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.PatternSyntaxException;
import org.junit.Test;

public class GlobTest {
    private static final String[] PIECES = {
        "a",
        "b",
        "c",
        "main",
        "release",
        "/",
        "/",
        ".",
        "-",
        "*",
        "*",
        "**",
        "**/",
        "?",
        "[ab]",
        "[!ab]",
        "[a-c]",
        "[!a-b]",
        "[-a]",
        "[.*?]",
        "{a,b}",
        "{a*,b/c}",
        "{**/,}",
        "{,a}",
        "\\*",
        "\\a",
        "}",
        ",",
        "^",
        "$",
        "(",
        "+",
        "&",
        "é",
        "\uD83D\uDE80"
    };

    @Test
    public void aStarStaysInOnePartOfAPath() {
        assertThat(matching("docs/*.md")).containsExactly("docs/a.md");
    }

    @Test
    public void twoStarsCrossParts() {
        assertThat(matching("docs/**")).containsExactly("docs/a.md", "docs/old/b.md");
        assertThat(matching("**/*.md")).containsExactly("docs/a.md", "docs/old/b.md");
        assertThat(matching("**.md")).containsExactly("README.md", "docs/a.md", "docs/old/b.md");
    }

    @Test
    public void aQuestionMarkIsOneCharacterButNoSlash() {
        assertThat(matching("docs?a.md")).isEmpty();
        assertThat(matching("docs/?.md")).containsExactly("docs/a.md");
    }

    @Test
    public void bracketsListCharactersOrRuleThemOut() {
        assertThat(matching("docs/[a-c].md")).containsExactly("docs/a.md");
        assertThat(matching("docs/[!a-c].md")).isEmpty();
        assertThat(Glob.of("docs[!x]a.md").matches("docs/a.md")).isFalse();
    }

    @Test
    public void bracesListPatterns() {
        assertThat(matching("{README.md,docs/*}")).containsExactly("README.md", "docs/a.md");
    }

    @Test
    public void aBackslashTakesTheMeaningFromTheNextCharacter() {
        assertThat(Glob.of("v1\\*").matches("v1*")).isTrue();
        assertThat(Glob.of("v1\\*").matches("v10")).isFalse();
    }

    @Test
    public void tellsUpperAndLowerCaseApart() {
        assertThat(Glob.of("Main").matches("main")).isFalse();
    }

    @Test
    public void takesUpperAndLowerCaseForTheSameIfAsked() {
        assertThat(Glob.of("prod*").matchesInAnyCase("Production")).isTrue();
        assertThat(Glob.of("PROD-{eu,US}").matchesInAnyCase("prod-EU")).isTrue();
        assertThat(Glob.of("[p-q]rod").matchesInAnyCase("Prod")).isTrue();
        assertThat(Glob.of("prod").matchesInAnyCase("Production")).isFalse();
    }

    @Test
    public void saysWhatIsWrongWithAPattern() {
        assertWrong("release/{a,b", "has a `{` that is never closed");
        assertWrong("{a,{b,c}}", "has a group in a group");
        assertWrong("[ab", "has a `[` that is never closed");
        assertWrong("[]", "has an empty `[]`");
        assertWrong("[b-a]", "has a range in `[]` whose end comes before its beginning");
        assertWrong("[a/b]", "has a `/` in `[]`, which never matches one");
        assertWrong("a\\", "ends with a `\\` that stands before nothing");
    }

    /** A backtracking matcher would not come to an end here. */
    @Test(timeout = 10_000)
    public void noPatternMakesItSlow() {
        var pattern = "{a*,**}".repeat(36) + "b";
        assertThat(Glob.of(pattern).matches("a".repeat(4000))).isFalse();
    }

    @Test
    public void agreesWithTheJdkOnRandomPatterns() {
        var random = new Random(20260301);
        int matched = 0;
        int refused = 0;
        for (int round = 0; round < 40_000; round++) {
            var pattern = text(random, 1 + random.nextInt(6));
            var path = path(random);
            var expected = jdk(pattern, path);
            var actual = ours(pattern, path);
            assertThat(actual).as("pattern %s, path %s", pattern, path).isEqualTo(expected);
            matched += expected.equals("matches") ? 1 : 0;
            refused += expected.equals("refused") ? 1 : 0;
        }
        // Otherwise the comparison would say little.
        assertThat(matched).isGreaterThan(500);
        assertThat(refused).isGreaterThan(0);
    }

    private static String ours(String pattern, String path) {
        try {
            return Glob.of(pattern).matches(path) ? "matches" : "does not";
        } catch (InvalidGlobException e) {
            return "refused";
        }
    }

    private static String jdk(String pattern, String path) {
        try {
            var matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
            return matcher.matches(Path.of(path)) ? "matches" : "does not";
        } catch (PatternSyntaxException e) {
            return "refused";
        }
    }

    private static String text(Random random, int pieces) {
        var text = new StringBuilder();
        for (int i = 0; i < pieces; i++) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        // An opened and never closed group now and then.
        return random.nextInt(50) == 0 ? text + "{" : text.toString();
    }

    private static String path(Random random) {
        var letters = List.of("a", "b", "c", "main", "release", ".", "-", "*", "é", "\uD83D\uDE80", "aa", "(", "^");
        var parts = new ArrayList<String>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            parts.add(letters.get(random.nextInt(letters.size())) + letters.get(random.nextInt(letters.size())));
            if (random.nextInt(3) == 0) {
                parts.set(parts.size() - 1, letters.get(random.nextInt(letters.size())));
            }
        }
        return String.join("/", parts);
    }

    private static List<String> matching(String pattern) {
        return List.of("README.md", "docs/a.md", "docs/old/b.md", "src/Main.java").stream()
                .filter(Glob.of(pattern)::matches)
                .toList();
    }

    private static void assertWrong(String pattern, String reason) {
        assertThatThrownBy(() -> Glob.of(pattern))
                .isInstanceOf(InvalidGlobException.class)
                .hasMessage(reason);
    }
}

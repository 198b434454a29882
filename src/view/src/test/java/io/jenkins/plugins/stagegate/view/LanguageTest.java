package io.jenkins.plugins.stagegate.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.Rule;
import org.junit.Test;

/** Strings stand outside the code, and another language can take their place. */
public class LanguageTest {
    @Rule
    public final TestHost host = new TestHost();

    @Rule
    public final Browser browser = new Browser();

    @Test
    public void speaksGermanOnAGermanPage() {
        browser.open(host, "de-AT");

        assertThat(browser.text(".head")).contains("Änderung losschicken");
        assertThat(browser.text("[aria-label='Stufe Test'] header")).contains("Fehlgeschlagen");
        assertThat(browser.text(".queue"))
                .contains("Wartet hier", "Stufe besetzt.", "Release wird von Ausführung #45 gehalten.")
                .contains("das Ende von #45 in Release", "Wartet seit 37 Min.");
        assertThat(browser.text(".history")).contains("Ausführungen", "Überholt");
    }

    @Test
    public void takesTheHostsSentenceWhereItTellsNoDetails() {
        ((ObjectNode) Fixture.stage(host.state(), "Release").path("waiting").get(0)).remove("details");
        browser.open(host, "de");

        assertThat(browser.text(".queue")).contains("Release is held by execution #45.");
    }

    /** Words of a reason that lack one would show `undefined`. */
    @Test
    public void wordsEveryReasonFromTheDetailsThatTheEngineTells() {
        browser.open(host);

        for (String language : List.of("en", "de")) {
            assertThat(sentences(language)).hasSize(2 * REASONS.size()).noneMatch(text -> text.contains("undefined"));
        }
    }

    /** What the engine tells of each reason. */
    private static final Map<String, List<String>> REASONS = Map.of(
            "APPROVAL", List.of("action", "missing", "submitters"),
            "TRANSITION_CLOSED", List.of("stage", "by", "why"),
            "STAGE_BUSY", List.of("stage", "position", "inside", "ahead"),
            "QUEUE", List.of("stage", "position", "inside", "ahead"),
            "CONDITION", List.of("rule", "expires"),
            "RETRY", List.of("stage", "due"),
            "WORKER", List.of("action", "provider", "expires"),
            "STOPPED_LINE", List.of("by", "why", "scope"));

    private List<String> sentences(String language) {
        List<?> said = (List<?>) browser.await(
                """
                const [language, reasons, done] = arguments;
                const details = (names) => Object.fromEntries(names.map((name) => [name, `<${name}>`]));
                import(`/view/strings/${language}.js`).then(({ default: { why, freedBy } }) => done(Object.entries(reasons)
                  .flatMap(([reason, names]) => [why[reason](details(names)), freedBy[reason](details(names))])));
                """,
                language,
                REASONS);
        return said.stream().map(String::valueOf).toList();
    }

    @Test
    public void saysWhatTheHostSaysInTheLanguageOfThePage() {
        ObjectNode build = Fixture.stage(host.state(), "Build");
        ((ObjectNode) build.path("actionStates").get(0).path("latestExecution"))
                .putObject("errorDetails")
                .put("message", "A command failed with exit code 2.");
        Fixture.stage(host.state(), "Release").withArray("waiting").removeAll();
        browser.open(host, "de");

        assertThat(browser.text("[aria-label='Stufe Build']")).contains("Ein Befehl endete mit Code 2.");
    }

    @Test
    public void saysASentenceInASentenceToo() {
        assertThat(
                        inGerman(
                                "A condition for entering stage Production is not met. Window: Not met until noon, when its time was over."))
                .isEqualTo(
                        "Eine Bedingung für den Eintritt in Stufe Production ist nicht erfüllt. Window: Bis noon nicht erfüllt; dann war ihre Zeit um.");
    }

    @Test
    public void leavesAloneWhatPeopleAndCommandsSaid() {
        assertThat(inGerman("make: *** No rule to make target")).isEqualTo("make: *** No rule to make target");
        assertThat(inGerman("Rejected by lena: Not today (see #12)."))
                .isEqualTo("Abgelehnt von lena: Not today (see #12).");
    }

    @Test
    public void saysHowSomethingStandsInTheSameLanguage() {
        assertThat(inGerman("The execution has ended already: Failed."))
                .isEqualTo("Die Ausführung ist schon zu Ende: fehlgeschlagen.");
    }

    /** A name that the German sentence has and the English has not would show `undefined`. */
    @Test
    public void usesInEachPhraseWhatTheSentenceTells() {
        browser.open(host);
        List<?> phrases = (List<?>) browser.await(
                "const [done] = arguments; import('/view/strings/host-de.js').then(({ default: all }) => done(all))");

        assertThat(phrases).hasSizeGreaterThan(100).allSatisfy(phrase -> {
            List<?> pair = (List<?>) phrase;
            assertThat(parts(pair.get(1))).isEqualTo(parts(pair.get(0)));
        });
    }

    private static Set<String> parts(Object sentence) {
        return Pattern.compile("\\{\\w+}")
                .matcher(sentence.toString())
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());
    }

    private String inGerman(String sentence) {
        browser.open(host);
        return (String) browser.await(
                "const [sentence, done] = arguments; import('/view/strings.js').then(({ speak }) => speak('de')).then(({ said }) => done(said(sentence)))",
                sentence);
    }

    @Test
    public void speaksEnglishWhereItHasNoOtherStrings() {
        browser.open(host, "eo");

        assertThat(browser.text(".head")).contains("Release change");
    }

    @Test
    public void hasEveryStringInEveryLanguage() {
        browser.open(host);

        assertThat(names("de")).isEqualTo(names("en")).hasSizeGreaterThan(100);
    }

    /** The paths of all strings of a language. */
    private List<?> names(String language) {
        return (List<?>) browser.await(
                """
                const done = arguments[1];
                const paths = (strings, prefix) => Object.entries(strings).flatMap(([name, value]) =>
                  typeof value === 'object' ? paths(value, prefix + name + '.') : [prefix + name + ':' + typeof value]);
                import(`/view/strings/${arguments[0]}.js`).then(({ default: strings }) => done(paths(strings, '').sort()));
                """,
                language);
    }
}

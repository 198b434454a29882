package io.jenkins.plugins.stagegate.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
        assertThat(browser.text(".queue")).contains("Wartet hier", "Stufe besetzt.", "Wartet seit 37 Min.");
        assertThat(browser.text(".history")).contains("Ausführungen", "Überholt");
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

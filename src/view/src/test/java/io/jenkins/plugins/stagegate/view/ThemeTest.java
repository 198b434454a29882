package io.jenkins.plugins.stagegate.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Rule;
import org.junit.Test;

/** The look follows the page around the view, whatever the page says about itself. */
public class ThemeTest {
    @Rule
    public final TestHost host = new TestHost();

    @Rule
    public final Browser browser = new Browser();

    @Test
    public void takesTheVariablesOfJenkins() {
        browser.open(host);
        browser.run("document.documentElement.style.setProperty('--card-background', 'rgb(1, 2, 3)')");

        assertThat(color(".stage", "backgroundColor")).isEqualTo("rgb(1, 2, 3)");
    }

    @Test
    public void isDarkOnAPageThatIsDarkWithoutSayingSo() {
        browser.open(host);
        String light = color(".stage", "backgroundColor");
        browser.run(
                "document.documentElement.style.colorScheme = 'normal'; document.documentElement.style.color = '#ddd'");

        browser.until(() -> !color(".stage", "backgroundColor").equals(light));
        assertThat(browser.run("return document.querySelector('stage-gate-line').style.colorScheme"))
                .isEqualTo("dark");
    }

    private String color(String selector, String property) {
        return (String)
                browser.run("return getComputedStyle(arguments[0])[arguments[1]]", browser.find(selector), property);
    }
}

package io.jenkins.plugins.stagegate.view;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

/** What axe finds: contrast, names, roles, order. */
public class AccessibilityTest {
    private static final String AXE = "/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";

    @Rule
    public final TestHost host = new TestHost();

    @Rule
    public final Browser browser = new Browser();

    @Test
    public void hasNoViolationsInLight() throws IOException {
        browser.open(host);

        assertThat(violations()).isEmpty();
    }

    @Test
    public void hasNoViolationsInDark() throws IOException {
        browser.scheme("dark");
        browser.open(host);

        assertThat(violations()).isEmpty();
    }

    @Test
    public void hasNoViolationsOnAPhone() throws IOException {
        browser.size(390, 844);
        browser.open(host);

        assertThat(violations()).isEmpty();
    }

    @Test
    public void hasNoViolationsInADialogThatAsks() throws IOException {
        browser.open(host);
        browser.click(".head .start");
        browser.find("dialog[open] form");

        assertThat(violations()).isEmpty();
    }

    @Test
    public void hasNoViolationsInADialogThatShows() throws IOException {
        browser.scheme("dark");
        browser.open(host);
        browser.click(".history tbody tr:nth-child(3) .chip");
        browser.find("dialog[open] .timeline");

        assertThat(violations()).isEmpty();
    }

    @Test
    public void hasNoViolationsWhileStale() throws IOException {
        browser.open(host);
        host.fails(503);
        host.changed();
        browser.find(".banner");

        assertThat(violations()).isEmpty();
    }

    @Test
    public void standsStillForThoseWhoAskForLessMotion() {
        browser.media("prefers-reduced-motion", "reduce");
        browser.open(host);

        assertThat(browser.run("return getComputedStyle(arguments[0]).animationName", browser.find("header .icon.run")))
                .isEqualTo("none");
    }

    private List<?> violations() throws IOException {
        try (InputStream axe = AccessibilityTest.class.getResourceAsStream(AXE)) {
            browser.run(new String(axe.readAllBytes(), UTF_8));
        }
        return (List<?>)
                browser.await(
                        """
                const done = arguments[0];
                axe.run().then(({ violations }) => done(violations.flatMap(({ id, nodes }) =>
                  nodes.map(({ target, failureSummary }) => id + ' ' + target.join(' ') + ': ' + failureSummary))));
                """);
    }
}

package io.jenkins.plugins.stagegate.view;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.openqa.selenium.support.ui.Select;

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
    public void hasNoViolationsInAnyPartOfAnExecution() throws IOException {
        browser.open(host);
        browser.click(".history tbody tr:nth-child(3) .chip");
        browser.find("dialog[open] .timeline");
        for (String part : List.of("artifacts", "events", "compare")) {
            browser.click("#tab-" + part);
            assertThat(violations()).as(part).isEmpty();
        }
        new Select(browser.find("#compare-with")).selectByValue(Fixture.id(44));
        browser.find("dialog .comparison");

        assertThat(violations()).isEmpty();
    }

    @Test
    public void hasNoViolationsAtAGateThatOffersSeveral() throws IOException {
        Fixture.run(host.state(), "Release", "ShipIt")
                .withObject("approval")
                .replace("candidates", Fixture.candidates(45, 46));
        browser.open(host);
        browser.find(".candidate");

        assertThat(violations()).isEmpty();
    }

    @Test
    public void hasNoViolationsInTheOverviewAndOnAStoppedLine() throws IOException {
        host.state()
                .withArray("lineStops")
                .addObject()
                .put("id", "pipeline")
                .put("reason", "Inventory")
                .put("by", "lena");
        browser.scheme("dark");
        browser.openOverview(host);
        assertThat(violations()).isEmpty();
        browser.open(host);
        browser.click(".release-line");
        browser.find("dialog[open]");

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

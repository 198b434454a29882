package io.jenkins.plugins.stagegate.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.Rule;
import org.junit.Test;

/** Freshness: changes without a reload, and never old news as new. */
public class LiveTest {
    @Rule
    public final TestHost host = new TestHost();

    @Rule
    public final Browser browser = new Browser();

    @Test
    public void showsAChangeThatTheHostTellsOf() {
        browser.open(host);
        browser.until(() -> browser.text(".fresh").equals("Live"));
        buildSucceeds();
        host.changed();

        browser.until(() -> browser.text("[aria-label='Stage Build'] header").contains("Succeeded"));
    }

    @Test
    public void asksAgainAndAgainWhereTheHostTellsNothing() {
        host.tellsNothing();
        browser.open(host);
        browser.until(() -> browser.text(".fresh").startsWith("Looks every"));
        buildSucceeds();
        host.changed();

        browser.until(() -> browser.text("[aria-label='Stage Build'] header").contains("Succeeded"));
    }

    @Test
    public void neverListensToAHostThatSaysItTellsNothing() {
        browser.open(host);
        browser.until(() -> browser.text(".fresh").equals("Live"));
        browser.run("const line = document.querySelector('stage-gate-line'), quiet = line.cloneNode();"
                + "quiet.toggleAttribute('no-events', true); line.replaceWith(quiet)");

        browser.until(() -> browser.text(".fresh").startsWith("Looks every"));
        assertThat(host.reads().stream().filter(read -> read.startsWith("events")))
                .hasSize(1);
    }

    @Test
    public void isNotSentWhatItAlreadyHas() {
        host.tellsNothing();
        browser.open(host);
        browser.until(() -> host.statesUnchanged() > 2);

        assertThat(host.statesSent()).isEqualTo(1);
    }

    @Test
    public void showsStaleDataAsStaleAndSaysSinceWhen() {
        browser.open(host);
        host.close();

        browser.until(() -> browser.has(".banner"));
        assertThat(browser.text(".banner")).contains("No contact since", "The server does not answer.", "known then");
        assertThat(browser.text(".fresh")).isEqualTo("Stale");
        assertThat(browser.run("return document.querySelector('stage-gate-line').hasAttribute('data-stale')"))
                .isEqualTo(true);
    }

    @Test
    public void comesBackWithTheHost() throws IOException {
        browser.open(host);
        host.close();
        browser.until(() -> browser.has(".banner"));
        buildSucceeds();
        host.state().put("sequence", 200);
        host.reopen();

        browser.until(() -> !browser.has(".banner"));
        browser.until(() -> browser.text("[aria-label='Stage Build'] header").contains("Succeeded"));
        browser.until(() -> browser.text(".fresh").equals("Live"));
    }

    @Test
    public void saysWhyItCannotShowALineThatItNeverSaw() {
        host.fails(503);
        browser.load(host, "en");

        assertThat(browser.text(".unknown[role=alert]")).contains("cannot be shown", "The server answered 503.");
        host.fails(0);
        browser.until(() -> browser.has(".stage"));
    }

    @Test
    public void staysReadableWithFiftyStagesOfFiftyActions() {
        host.show(Fixture.large(50, 50));
        browser.load(host, "en");
        browser.until(() -> browser.all(".stage").size() == 50);
        Fixture.run(host.state(), "Stage 7", "Action 7").put("status", "Failed");
        host.changed();

        browser.until(() -> browser.has("[aria-label='Stage Stage 7'] .action.kind-bad"));
        Object milliseconds = browser.await(
                """
                const done = arguments[0];
                const line = document.querySelector('stage-gate-line');
                const start = performance.now();
                line.draw();
                queueMicrotask(() => { line.offsetHeight; done(performance.now() - start); });
                """);
        assertThat(((Number) milliseconds).doubleValue())
                .as("drawing again what did not change")
                .isLessThan(500);
    }

    private void buildSucceeds() {
        Fixture.run(host.state(), "Build", "Package").put("status", "Succeeded");
        Fixture.stage(host.state(), "Build").withObject("latestExecution").put("status", "Succeeded");
        Fixture.stage(host.state(), "Build").remove("executions");
    }
}

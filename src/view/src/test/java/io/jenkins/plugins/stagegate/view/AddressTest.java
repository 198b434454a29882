package io.jenkins.plugins.stagegate.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Rule;
import org.junit.Test;
import org.openqa.selenium.Keys;

/** An address that names an execution, or where one decides about it. */
public class AddressTest {
    private static final String OF_46 = "&execution=" + Fixture.id(46);
    private static final String DECISION = "&execution=%s&stage=Release&action=ShipIt";

    @Rule
    public final TestHost host = new TestHost();

    @Rule
    public final Browser browser = new Browser();

    @Test
    public void opensTheExecutionThatItNames() {
        open(OF_46);

        browser.find("dialog .timeline");
        assertThat(browser.text("dialog h2")).isEqualTo("Execution #46");
        assertThat(browser.text("dialog .held-up")).contains("Release is held by execution #45.");
    }

    @Test
    public void opensAnExecutionThatTheLineHasForgotten() {
        open("&execution=" + Fixture.id(12));

        browser.find("dialog .timeline");
        assertThat(browser.text("dialog h2")).isEqualTo("Execution #12");
    }

    @Test
    public void saysThatThereIsNoSuchExecution() {
        open("&execution=" + Fixture.id(99));

        assertThat(browser.text("dialog [role=alert]"))
                .isEqualTo("The pipeline has no execution " + Fixture.id(99) + ".");
        assertThat(browser.has("dialog .tabs")).isFalse();
    }

    @Test
    public void namesTheExecutionThatIsOpenAndNoneWhenItIsClosed() {
        browser.open(host);
        browser.click(".history tbody tr:nth-child(3) .chip");
        browser.find("dialog .timeline");
        assertThat(named()).isEqualTo(OF_46);

        browser.press(Keys.ESCAPE);

        browser.until(() -> named().isEmpty());
        assertThat(browser.has("dialog[open]")).isFalse();
    }

    @Test
    public void addsNoStepToBack() {
        browser.open(host);
        long steps = steps();
        browser.click(".history tbody tr:nth-child(3) .chip");
        browser.find("dialog .timeline");
        browser.click("dialog .close");

        assertThat(steps()).isEqualTo(steps);
    }

    @Test
    public void followsALinkThatIsOpenedOnTheSamePageAndBackFromIt() {
        browser.open(host);
        browser.run("location.hash = arguments[0]", OF_46.substring(1));
        browser.find("dialog .timeline");

        browser.run("history.back()");

        browser.until(() -> !browser.has("dialog[open]"));
        assertThat(named()).isEmpty();
    }

    @Test
    public void opensTheExecutionThatItsFragmentNames() {
        open("#execution=" + Fixture.id(46));
        browser.find("dialog .timeline");

        browser.press(Keys.ESCAPE);

        browser.until(() -> !((String) browser.run("return location.href")).contains("execution"));
    }

    @Test
    public void leadsToTheQuestionThatIsAsked() {
        open(DECISION.formatted(Fixture.id(45)));

        browser.until(() -> browser.hasFocus(".approval"));
        assertThat(browser.has("dialog[open]")).isFalse();
        assertThat(visible(".approval")).isTrue();
    }

    @Test
    public void leadsToTheQuestionOutOfADialog() {
        open("&execution=" + Fixture.id(45));
        browser.click("dialog .decide");

        browser.until(() -> browser.hasFocus(".approval"));
        assertThat(named()).isEqualTo(DECISION.formatted(Fixture.id(45)));
    }

    @Test
    public void leadsToTheQuestionWhileADialogIsOpen() {
        open(OF_46);
        browser.find("dialog .timeline");
        browser.run(
                "location.hash = arguments[0]",
                DECISION.formatted(Fixture.id(45)).substring(1));

        browser.until(() -> browser.hasFocus(".approval"));
    }

    @Test
    public void opensTheExecutionThatIsAskedAboutNoMore() {
        Fixture.run(host.state(), "Release", "ShipIt").put("status", "Succeeded");
        open(DECISION.formatted(Fixture.id(45)));

        browser.find("dialog .timeline");
        assertThat(browser.text("dialog h2")).isEqualTo("Execution #45");
    }

    @Test
    public void leadsToTheExecutionThatStandsBeforeAStage() {
        open(OF_46 + "&stage=Release");

        browser.until(() -> browser.hasFocus(".queue .chip[data-execution='" + Fixture.id(46) + "']"));
    }

    @Test
    public void leavesWhatOthersWroteThereAlone() {
        open("#section-2");

        assertThat(browser.has("dialog[open]")).isFalse();
        assertThat(browser.run("return location.hash")).isEqualTo("#section-2");
    }

    private void open(String fragment) {
        browser.open(host, "en" + fragment);
    }

    /** What the address names, in the shape of these tests. */
    private String named() {
        return (String) browser.run(
                "return ['execution', 'stage', 'action'].map((name) => [name, new URLSearchParams(location.search).get(name)])"
                        + ".filter(([, value]) => value).map(([name, value]) => `&${name}=${value}`).join('')");
    }

    private long steps() {
        return ((Number) browser.run("return history.length")).longValue();
    }

    private boolean visible(String selector) {
        return (Boolean) browser.run(
                """
                const { top, bottom } = document.querySelector('stage-gate-line').shadowRoot.querySelector(arguments[0]).getBoundingClientRect();
                return bottom > 0 && top < innerHeight;
                """,
                selector);
    }
}

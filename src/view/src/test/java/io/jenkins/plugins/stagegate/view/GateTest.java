package io.jenkins.plugins.stagegate.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.stagegate.view.TestHost.Change;
import org.junit.Rule;
import org.junit.Test;
import org.openqa.selenium.Keys;

/** Closing and opening the way into a stage. */
public class GateTest {
    private static final String INTO_TEST = "[aria-label^='Transition into Test']";
    private static final String INTO_PRODUCTION = "[aria-label^='Transition into Production']";

    @Rule
    public final TestHost host = new TestHost();

    @Rule
    public final Browser browser = new Browser();

    @Test
    public void closesAGateWithAReason() {
        browser.open(host);
        browser.click(INTO_TEST);
        browser.type("dialog [name=reason]", "The test database moves");
        browser.click("dialog button.danger");

        browser.until(() -> host.changes().size() == 1);
        Change change = host.changes().get(0);
        assertThat(change.path()).isEqualTo("transition");
        assertThat(change.body())
                .isEqualTo(
                        Fixture.parse(
                                """
                        {"pipelineName": "shop", "stageName": "Test", "transitionType": "Inbound",
                         "reason": "The test database moves", "enabled": false}"""));
        browser.until(() -> !browser.has("dialog[open]"));
    }

    @Test
    public void closesTheWayOutIfThatIsWhatIsMeant() {
        browser.open(host);
        browser.click(INTO_TEST);
        browser.click("dialog input[value=Outbound]");
        browser.type("dialog [name=reason]", "Build is not to be trusted");
        browser.click("dialog button.danger");

        browser.until(() -> host.changes().size() == 1);
        assertThat(host.changes().get(0).body().path("stageName").asText()).isEqualTo("Build");
        assertThat(host.changes().get(0).body().path("transitionType").asText()).isEqualTo("Outbound");
    }

    @Test
    public void asksForAReasonBeforeItCloses() {
        browser.open(host);
        browser.click(INTO_TEST);
        browser.click("dialog button.danger");

        assertThat(browser.has("dialog[open] [name=reason]:invalid")).isTrue();
        assertThat(host.changes()).isEmpty();
    }

    @Test
    public void opensAClosedGate() {
        browser.open(host);
        browser.click(INTO_PRODUCTION);
        browser.click("dialog button.primary");

        browser.until(() -> host.changes().size() == 1);
        assertThat(host.changes().get(0).body())
                .isEqualTo(
                        Fixture.parse(
                                """
                        {"pipelineName": "shop", "stageName": "Production", "transitionType": "Inbound", "enabled": true}"""));
    }

    @Test
    public void tellsWhoEntersWhenTheGateOpens() {
        ObjectNode state = host.state();
        ObjectNode release = Fixture.stage(state, "Release");
        release.withObject("inboundTransitionState").put("enabled", false);
        browser.open(host);
        browser.click("[aria-label^='Transition into Release']");

        assertThat(browser.text("dialog .says")).contains("#46 enters Release");
    }

    @Test
    public void showsWhoClosedTheGateAndWhy() {
        browser.open(host);

        assertThat(browser.find(INTO_PRODUCTION).getAttribute("aria-checked")).isEqualTo("false");
        assertThat(browser.text(".gate.closed .why"))
                .contains("Sale weekend, no changes until Monday")
                .contains("grace");
    }

    @Test
    public void showsTheRefusalsMessage() {
        host.refuses("Only release managers may close this gate.");
        browser.open(host);
        browser.click(INTO_TEST);
        browser.type("dialog [name=reason]", "Because");
        browser.click("dialog button.danger");

        browser.until(() -> browser.text("dialog [role=alert]").equals("Only release managers may close this gate."));
        assertThat(browser.find("dialog [name=reason]").getDomProperty("value"))
                .as("what was typed stays")
                .isEqualTo("Because");
    }

    @Test
    public void isNoSwitchForThoseWhoMayNotControl() {
        host.state().withObject("can").put("control", false);
        browser.open(host);

        assertThat(browser.has("[role=switch]")).isFalse();
        assertThat(browser.text(".gate.closed .barrier")).contains("Closed");
    }

    @Test
    public void isClosedByKeyboardAlone() {
        browser.open(host);
        browser.tabTo(INTO_TEST);
        browser.press(Keys.ENTER);
        browser.find("dialog[open]");
        browser.tabTo("[name=reason]");
        browser.press("No hands", Keys.ENTER);

        browser.until(() -> host.changes().size() == 1);
        assertThat(host.changes().get(0).body().path("reason").asText()).isEqualTo("No hands");
        browser.until(() -> !browser.has("dialog[open]"));
        browser.tabTo(INTO_TEST);
    }

    @Test
    public void leavesEverythingAsItIsOnEscape() {
        browser.open(host);
        browser.tabTo(INTO_TEST);
        browser.press(Keys.ENTER);
        browser.find("dialog[open]");
        browser.press(Keys.ESCAPE);

        browser.until(() -> !browser.has("dialog[open]"));
        assertThat(browser.hasFocus(INTO_TEST)).as("focus is where it was").isTrue();
        assertThat(host.changes()).isEmpty();
    }
}

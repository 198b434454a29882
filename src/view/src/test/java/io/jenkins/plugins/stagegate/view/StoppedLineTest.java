package io.jenkins.plugins.stagegate.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import org.junit.Rule;
import org.junit.Test;
import org.openqa.selenium.support.ui.Select;

/** Stopping the line, letting it go on, and the ways round: exceptions, forced entries, overridden conditions. */
public class StoppedLineTest {
    @Rule
    public final TestHost host = new TestHost();

    @Rule
    public final Browser browser = new Browser();

    @Test
    public void stopsTheLineWithAReasonAnEndAndExceptions() {
        browser.open(host);
        browser.click(".head .stop-line");
        browser.type("dialog [name=reason]", "Payment provider is down");
        new Select(browser.find("dialog [name=hours]")).selectByValue("4");
        browser.click("dialog [name=exempt][value=Build]");
        browser.click("dialog [name=exempt][value=Test]");
        browser.click("dialog button.danger");

        JsonNode body = sent("stop-line");
        assertThat(body.path("reason").asText()).isEqualTo("Payment provider is down");
        assertThat(body.path("exempt").toString()).isEqualTo("[\"Build\",\"Test\"]");
        assertThat(Duration.between(
                        Instant.now(), Instant.parse(body.path("until").asText())))
                .isBetween(Duration.ofMinutes(239), Duration.ofMinutes(241));
        assertThat(body.has("scope"))
                .as("a host with one pipeline asks for no scope")
                .isFalse();
    }

    @Test
    public void asksWhereTheLineShallStopWhereThereAreSeveralPipelines() {
        host.state()
                .set(
                        "lineScopes",
                        Fixture.parse(
                                        """
                        {"all": [{"id": "pipeline", "name": "-"}, {"id": "team", "name": "everything of the team"}]}""")
                                .get("all"));
        browser.open(host);
        browser.click(".head .stop-line");
        assertThat(browser.text("dialog")).contains("this pipeline", "everything of the team");
        browser.type("dialog [name=reason]", "Freeze");
        browser.click("dialog [name=scope][value=team]");
        browser.click("dialog button.danger");

        assertThat(sent("stop-line").path("scope").asText()).isEqualTo("team");
    }

    @Test
    public void saysWhoStoppedTheLineWhyAndUntilWhen() {
        stopped();
        browser.open(host);

        assertThat(browser.text(".line-stop"))
                .contains(
                        "The line is stopped.",
                        "“Black Friday”",
                        "lena",
                        "everything",
                        "ends in 1 h 59 min",
                        "except Staging");
        assertThat(browser.has(".head .stop-line")).isFalse();
    }

    @Test
    public void showsNoGateAsOpenThatAStoppedLineHolds() {
        stopped();
        browser.open(host);

        assertThat(browser.text("li:has([aria-label='Stage Release']) .gate")).startsWith("Stopped");
        assertThat(browser.text("li:has([aria-label='Stage Staging']) .gate"))
                .as("an exception")
                .startsWith("Open");
        assertThat(browser.find("li:has([aria-label='Stage Release']) .barrier").getAttribute("aria-label"))
                .isEqualTo("Transition into Release: Open, The line is stopped");
    }

    @Test
    public void releasesTheLine() {
        stopped();
        browser.open(host);
        browser.click(".release-line");
        browser.click("dialog button.primary");

        assertThat(sent("release-line").path("id").asText()).isEqualTo("freeze");
    }

    @Test
    public void letsOneExecutionPassWithARationale() {
        stopped();
        browser.open(host);
        browser.click(".queue .force");
        assertThat(browser.text("dialog")).contains("Let #46 pass into Release?");
        browser.type("dialog [name=rationale]", "It mends the freeze's cause");
        browser.click("dialog button.danger");

        JsonNode body = sent("force-entry");
        assertThat(body.path("stageName").asText()).isEqualTo("Release");
        assertThat(body.path("pipelineExecutionId").asText()).isEqualTo(Fixture.id(46));
        assertThat(body.path("rationale").asText()).isEqualTo("It mends the freeze's cause");
    }

    @Test
    public void overridesAConditionThatIsBeingLookedAt() {
        ObjectNode build = Fixture.stage(host.state(), "Build").put("overridable", "BEFORE_ENTRY");
        build.withArray("waiting")
                .addObject()
                .put("pipelineExecutionId", Fixture.id(48))
                .put("reason", "CONDITION")
                .put("sentence", "The rule OfficeHours is not met yet.")
                .put("frees", "The rule, or somebody who overrides its condition");
        browser.open(host);
        browser.click("[aria-label='Stage Build'] .override");
        assertThat(browser.text("dialog .says")).contains("#48 goes on into Build although");
        browser.click("dialog button.danger");

        JsonNode body = sent("override");
        assertThat(body.path("conditionType").asText()).isEqualTo("BEFORE_ENTRY");
        assertThat(body.path("stageName").asText()).isEqualTo("Build");
        assertThat(body.path("pipelineExecutionId").asText()).isEqualTo(Fixture.id(48));
    }

    @Test
    public void offersNoneOfItToThoseWhoMayNot() {
        stopped();
        host.state().putObject("can");
        browser.open(host);

        assertThat(browser.has(".release-line, .stop-line, .force")).isFalse();
        assertThat(browser.text(".line-stop")).contains("Black Friday");
    }

    private void stopped() {
        host.state()
                .withArray("lineStops")
                .addObject()
                .put("id", "freeze")
                .put("scope", "everything")
                .put("reason", "Black Friday")
                .put("by", "lena")
                .put("since", "now-PT10M")
                .put("until", "now+PT2H")
                .putArray("exempt")
                .add("Staging");
        ((ObjectNode) Fixture.stage(host.state(), "Release")
                        .withArray("waiting")
                        .get(0))
                .put("reason", "STOPPED_LINE")
                .put("sentence", "The line is stopped by lena for everything: Black Friday");
    }

    private JsonNode sent(String path) {
        browser.until(() -> host.changes().size() == 1);
        assertThat(host.changes().get(0).path()).isEqualTo(path);
        return host.changes().get(0).body();
    }
}

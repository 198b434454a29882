package io.jenkins.plugins.stagegate.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.openqa.selenium.WebElement;

/** What the line says about who is where, and that it never says more than is true. */
public class LineTest {
    @Rule
    public final TestHost host = new TestHost();

    @Rule
    public final Browser browser = new Browser();

    @Test
    public void showsEveryStageInOrderWithItsStatusInWords() {
        browser.open(host);

        assertThat(browser.all(".stage > header"))
                .extracting(WebElement::getText)
                .containsExactly(
                        "Source\nSucceeded",
                        "Build\nRunning",
                        "Test\nFailed",
                        "Staging\nattempt 2\nSucceeded",
                        "Release\nNeeds approval",
                        "Production\nSucceeded");
    }

    @Test
    public void linksASourceToThePageOfItsCommit() {
        var source = (ObjectNode)
                Fixture.stage(host.state(), "Source").path("actionStates").get(0);
        source.put("revisionUrl", "https://git.example.com/shop/commit/3f9c2e81d0b7")
                .putObject("currentRevision")
                .put("revisionId", "3f9c2e81d0b7");
        browser.open(host);

        var link = browser.find("[aria-label='Stage Source'] .facts a");
        assertThat(link.getText()).isEqualTo("3f9c2e8");
        assertThat(link.getDomProperty("href")).isEqualTo("https://git.example.com/shop/commit/3f9c2e81d0b7");
    }

    @Test
    public void showsOneRevisionAlikeWhereverItIs() {
        browser.open(host);
        String id = browser.find(".stage .chip").getAttribute("data-execution");
        String places = "[data-execution='" + id + "']";

        assertThat(browser.all(places)).hasSizeGreaterThanOrEqualTo(3);
        assertThat(browser.all(places)).extracting(WebElement::getText).containsOnly(browser.text(places));
        assertThat(browser.all(places))
                .extracting(chip -> chip.getAttribute("class"))
                .containsOnly("chip hue-0");
    }

    @Test
    public void marksAnExecutionEverywhereWhenItIsPointedAt() {
        browser.open(host);
        String id = browser.find(".stage .chip").getAttribute("data-execution");
        browser.tabTo(".chip[data-execution='" + id + "']");

        browser.until(() -> browser.all("[data-traced]").size()
                == browser.all("[data-execution='" + id + "']").size());
    }

    @Test
    public void neverShowsAnEarlierExecutionsSuccessAsThatOfThePresentOne() {
        browser.open(host);

        assertThat(browser.text("[aria-label='Stage Build'] .group:last-child"))
                .contains("Image", "Not yet run", "last: succeeded in #47")
                .doesNotContain("Succeeded");
    }

    @Test
    public void showsARetriedSuccessWithItsAttempt() {
        browser.open(host);

        assertThat(browser.text("[aria-label='Stage Staging'] .action")).contains("attempt 2");
        assertThat(browser.has("[aria-label='Stage Staging'] header .icon.retried"))
                .isTrue();
        assertThat(browser.has("[aria-label='Stage Staging'] header .icon.ok")).isFalse();
    }

    @Test
    public void showsASkippedStageAsSkippedAndItsActionsAsNotRun() {
        ObjectNode staging = Fixture.stage(host.state(), "Staging");
        staging.withObject("latestExecution").put("status", "Skipped").put("pipelineExecutionId", "another");
        browser.open(host);

        assertThat(browser.text("[aria-label='Stage Staging'] header")).contains("Skipped");
        assertThat(browser.all("[aria-label='Stage Staging'] .action .word"))
                .extracting(WebElement::getText)
                .containsOnly("Did not run");
    }

    @Test
    public void showsARolledBackStageAsRolledBack() {
        Fixture.stage(host.state(), "Production").withObject("latestExecution").put("type", "ROLLBACK");
        browser.open(host);

        assertThat(browser.text("[aria-label='Stage Production'] header"))
                .contains("Rolled back")
                .doesNotContain("Succeeded");
    }

    @Test
    public void showsAStoppedStageAsStopped() {
        Fixture.stage(host.state(), "Test").withObject("latestExecution").put("status", "Stopped");
        browser.open(host);

        assertThat(browser.text("[aria-label='Stage Test'] header")).contains("Stopped");
    }

    @Test
    public void showsASupersededExecutionAsSuperseded() {
        browser.open(host);

        assertThat(browser.text(".history tbody tr:nth-child(6)"))
                .contains("#43", "Superseded", "Superseded by #44 before Staging")
                .doesNotContain("Succeeded");
    }

    @Test
    public void saysWhyAnExecutionWaitsAndWhatWouldFreeIt() {
        browser.open(host);

        assertThat(browser.text(".queue"))
                .contains(
                        "#46",
                        "Stage busy. Release is held by execution #45.",
                        "What frees it: The end of #45 in Release")
                .contains("Waiting for 37 min");
    }

    @Test
    public void showsTheQueueInItsOrder() {
        host.state().put("executionMode", "QUEUED");
        ObjectNode release = Fixture.stage(host.state(), "Release");
        ArrayNode queue = release.putArray("inboundExecutions");
        for (JsonNode execution : host.state().path("executions")) {
            if (execution.path("number").asInt() > 45) {
                queue.insertObject(0)
                        .put("status", "InProgress")
                        .set("pipelineExecutionId", execution.get("pipelineExecutionId"));
            }
        }
        browser.open(host);

        assertThat(browser.text(".queue h4")).startsWith("3 wait here");
        assertThat(browser.all(".queue .chip b"))
                .extracting(WebElement::getText)
                .containsExactly("#46", "#47", "#48");
    }

    @Test
    public void showsEveryExecutionInsideAStageInParallelMode() {
        host.state().put("executionMode", "PARALLEL");
        ArrayNode inside = Fixture.stage(host.state(), "Build").putArray("executions");
        for (int execution = 0; execution < 3; execution++) {
            inside.addObject()
                    .put("status", execution == 1 ? "Failed" : "InProgress")
                    .set(
                            "pipelineExecutionId",
                            host.state().path("executions").get(execution).get("pipelineExecutionId"));
        }
        browser.open(host);

        assertThat(browser.all("[aria-label='Stage Build'] .held .chip b"))
                .extracting(WebElement::getText)
                .containsExactly("#48", "#47", "#46");
        assertThat(browser.all("[aria-label='Stage Build'] .held .word"))
                .extracting(WebElement::getText)
                .containsExactly("Running", "Failed", "Running");
    }

    @Test
    public void showsTheConditionThatHoldsAStage() {
        Fixture.stage(host.state(), "Production")
                .set(
                        "beforeEntryConditionState",
                        Fixture.parse(
                                """
                        {"latestExecution": {"status": "InProgress", "summary": "Opens at 09:00 Europe/Berlin"},
                         "conditionStates": [{"ruleStates": [{"ruleName": "OfficeHours",
                           "latestExecution": {"status": "InProgress"}}]}]}"""));
        browser.open(host);

        assertThat(browser.text("[aria-label='Stage Production'] .condition"))
                .contains("Before entry", "Running", "Opens at 09:00 Europe/Berlin", "OfficeHours");
    }

    @Test
    public void saysThatNothingHasRunYet() {
        host.state().putArray("executions");
        for (JsonNode stage : host.state().path("stageStates")) {
            ((ObjectNode) stage).remove(List.of("latestExecution", "executions", "inboundExecution", "waiting"));
            stage.path("actionStates").forEach(action -> ((ObjectNode) action).remove("latestExecution"));
        }
        host.showExecutions(Fixture.parse("{\"pipelineExecutionSummaries\": []}"), Fixture.object());
        browser.load(host, "en");

        assertThat(browser.text(".empty")).contains("Nothing has run here yet");
        assertThat(browser.all(".stage > header .word"))
                .extracting(WebElement::getText)
                .containsOnly("Not yet run");
    }
}

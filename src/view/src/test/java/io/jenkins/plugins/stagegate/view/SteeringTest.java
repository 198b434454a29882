package io.jenkins.plugins.stagegate.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.Rule;
import org.junit.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** Starting, stopping, retrying and rolling back: each says what it will do and asks what it must. */
public class SteeringTest {
    @Rule
    public final TestHost host = new TestHost();

    @Rule
    public final Browser browser = new Browser();

    @Test
    public void startsWithVariablesAndARevision() {
        browser.open(host);
        browser.click(".head .start");
        browser.type("dialog [name='variable:TICKET']", "OPS-7");
        browser.type("dialog [name='revision:Shop']", "1234abcd");
        browser.click("dialog button.primary");

        JsonNode body = sent("start");
        assertThat(body.path("name").asText()).isEqualTo("shop");
        assertThat(body.path("clientRequestToken").asText()).matches("[0-9a-f]{32}");
        assertThat(body.path("variables").toString())
                .isEqualTo("[{\"name\":\"REGION\",\"value\":\"eu-west-1\"},{\"name\":\"TICKET\",\"value\":\"OPS-7\"}]");
        assertThat(body.path("sourceRevisions").toString())
                .isEqualTo("[{\"actionName\":\"Shop\",\"revisionType\":\"COMMIT_ID\",\"revisionValue\":\"1234abcd\"}]");
    }

    @Test
    public void asksForAVariableThatHasNoDefault() {
        browser.open(host);
        browser.click(".head .start");
        browser.click("dialog button.primary");

        assertThat(browser.has("dialog[open] [name='variable:TICKET']:invalid")).isTrue();
        assertThat(host.changes()).isEmpty();
    }

    @Test
    public void stopsAndAbandonsWithAReason() {
        browser.open(host);
        browser.click("[aria-label='Stage Build'] .stop");
        browser.click("dialog input[value=true]");
        browser.type("dialog [name=reason]", "Wrong branch");
        browser.click("dialog button.danger");

        JsonNode body = sent("stop");
        assertThat(body.path("abandon").asBoolean()).isTrue();
        assertThat(body.path("reason").asText()).isEqualTo("Wrong branch");
        assertThat(body.path("pipelineExecutionId").asText())
                .isEqualTo(host.state()
                        .path("executions")
                        .get(0)
                        .path("pipelineExecutionId")
                        .asText());
    }

    @Test
    public void stopsAnExecutionThatWaitsFromTheHistory() {
        browser.open(host);
        browser.click(".history tr:nth-child(3) .do button");
        browser.click("dialog button.danger");

        assertThat(sent("stop").path("abandon").asBoolean()).isFalse();
    }

    @Test
    public void retriesTheFailedActions() {
        browser.open(host);
        browser.click("[aria-label='Stage Test'] .retry");
        assertThat(browser.text("dialog .says")).contains("#47", "attempt 2");
        browser.click("dialog button.primary");

        JsonNode body = sent("retry");
        assertThat(body.path("stageName").asText()).isEqualTo("Test");
        assertThat(body.path("retryMode").asText()).isEqualTo("FAILED_ACTIONS");
    }

    @Test
    public void rollsBackToAnExecutionThatSucceeded() {
        browser.open(host);
        browser.click("[aria-label='Stage Production'] .rollback");
        assertThat(browser.find("dialog select").findElements(By.tagName("option")))
                .extracting(WebElement::getText)
                .as("neither what runs there now nor a rollback")
                .containsExactly("#39 · c0ffee1 · Keep sessions for a day");
        browser.click("dialog button.danger");

        assertThat(sent("rollback").path("targetPipelineExecutionId").asText()).startsWith("00000039");
    }

    @Test
    public void offersNothingToThoseWhoMayDoNothing() {
        host.state().putObject("can");
        browser.open(host);

        assertThat(browser.all(".head button, .stage footer button, .history .do button, .approval button.primary"))
                .isEmpty();
    }

    private JsonNode sent(String path) {
        browser.until(() -> host.changes().size() == 1);
        assertThat(host.changes().get(0).path()).isEqualTo(path);
        return host.changes().get(0).body();
    }
}

package io.jenkins.plugins.stagegate.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Rule;
import org.junit.Test;
import org.openqa.selenium.WebElement;

/** Past executions, one execution, and its logs. */
public class HistoryTest {
    @Rule
    public final TestHost host = new TestHost();

    @Rule
    public final Browser browser = new Browser();

    @Test
    public void showsOlderExecutionsPageByPage() {
        host.showExecutions(
                Fixture.read("executions.json"),
                Fixture.parse(
                        """
                {"pipelineExecutionSummaries": [{"pipelineExecutionId": "old", "number": 7, "status": "Succeeded"}]}"""));
        browser.open(host);
        browser.click(".more button");

        browser.until(() -> browser.all(".history tbody tr").size() == 11);
        assertThat(browser.text(".history tbody tr:last-child")).contains("#7");
        assertThat(browser.has(".more")).as("there is no page after the last").isFalse();
    }

    @Test
    public void tellsHowFarAnExecutionHasCome() {
        browser.open(host);

        assertThat(browser.all(".history .place"))
                .extracting(WebElement::getText)
                .containsExactly("in Build", "in Test", "before Release", "in Release", "in Production");
    }

    @Test
    public void opensAnExecutionWithItsActionsAndAttempts() {
        browser.open(host);
        browser.click(".history tbody tr:nth-child(3) .chip");

        assertThat(browser.text("dialog"))
                .contains("Execution #46", "90ae6d17f3b2c8450a9e8d7c6b5f4e3d2c1b0a9f", "eu-west-1");
        browser.until(
                () -> browser.all("dialog .timeline tr:not(.passage) .went").size() == 6);
        assertThat(browser.text("dialog .timeline tbody:nth-of-type(4) tr:nth-child(3)"))
                .contains("Deploy", "Succeeded", "attempt 2");
    }

    @Test
    public void drawsTheActionsToScale() {
        browser.open(host);
        browser.click(".history tbody tr:nth-child(3) .chip");
        browser.until(() -> browser.has("dialog .timeline"));

        double packaging = width("dialog .timeline tbody:nth-of-type(2) tr:nth-child(2) .went");
        double browserTests = width("dialog .timeline tbody:nth-of-type(3) tr:nth-child(2) .went");
        assertThat(browserTests / packaging).isBetween(1.1, 1.3);
    }

    @Test
    public void showsTheLogOfAnAction() {
        host.writesLog("compiling\n\u001b[31mwarning\u001b[0m: two tabs\n", false);
        browser.open(host);
        browser.click("[aria-label='Stage Test'] .log");

        browser.until(() -> browser.text("dialog .log-state").equals("Complete"));
        assertThat(browser.text("dialog pre")).isEqualTo("compiling\nwarning: two tabs");
    }

    @Test
    public void followsALogThatStillGrows() {
        host.writesLog("first\n", true);
        browser.open(host);
        browser.click("[aria-label='Stage Build'] .log");
        browser.until(() -> browser.text("dialog pre").equals("first"));
        host.writesLog("first\nsecond\n", false);

        browser.until(() -> browser.text("dialog pre").equals("first\nsecond"));
        browser.until(() -> browser.text("dialog .log-state").equals("Complete"));
        assertThat(host.reads()).anyMatch(read -> read.startsWith("log?") && read.contains("start=6"));
    }

    private double width(String selector) {
        return Double.parseDouble(browser.find(selector).getAttribute("width").replace("%", ""));
    }
}

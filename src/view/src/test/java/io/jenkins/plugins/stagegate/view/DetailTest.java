package io.jenkins.plugins.stagegate.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;

/** One execution: where its time went, what it made, what happened, how it differs from another. */
public class DetailTest {
    @Rule
    public final TestHost host = new TestHost();

    @Rule
    public final Browser browser = new Browser();

    @Before
    public void executionIsOpen() {
        browser.open(host);
        browser.click(".history tbody tr:nth-child(3) .chip");
        browser.find("dialog .timeline");
    }

    @Test
    public void drawsWaitingHoldingAndRunningToOneScale() {
        double waitedForStaging = width("dialog .timeline tbody:nth-of-type(4) .waits");
        double heldStaging = width("dialog .timeline tbody:nth-of-type(4) .holds");
        double smoke = width("dialog .timeline tbody:nth-of-type(4) tr:nth-child(4) .went");

        assertThat(waitedForStaging / heldStaging).as("2:30 of 11:18").isBetween(0.20, 0.24);
        assertThat(smoke / heldStaging).as("1:18 of 11:18").isBetween(0.10, 0.13);
        assertThat(browser.text("dialog .legend"))
                .contains("waits in front of the stage", "holds the stage", "action runs");
    }

    @Test
    public void showsWhatItStillWaitsFor() {
        assertThat(browser.text("dialog .timeline tbody:last-of-type")).contains("Release", "Waiting", "37 min");
        assertThat(width("dialog .timeline tbody:last-of-type .waits")).isPositive();
    }

    @Test
    public void tellsOfEachArtifactWhoMadeItAndWhoUsedIt() {
        browser.click("#tab-artifacts");

        assertThat(browser.all("dialog .artifacts tbody tr")).hasSize(2);
        assertThat(browser.text("dialog .artifacts tbody tr:nth-child(2)"))
                .contains("ShopJar", "7be2f0c4a6d8e1b3957f1d3c5a7e9b0d2f4a6c8e0b1d3f5a7c9e1b3d5f7a9c0e", "18.7 MB")
                .contains("Build Package", "Test Browser", "Staging Deploy");
    }

    @Test
    public void tellsWhereOtherExecutionsUsedTheSameBundle() {
        browser.click("#tab-artifacts");

        assertThat(browser.text("dialog .artifacts .elsewhere")).contains("#61", "rollback", "Production Deploy");
        assertThat(browser.all("dialog .artifacts .elsewhere")).hasSize(1);
    }

    @Test
    public void tellsWhatHappenedTheNewestFirst() {
        browser.click("#tab-events");

        assertThat(browser.all("dialog .happenings li"))
                .extracting(WebElement::getText)
                .extracting(text -> text.replaceAll("^\\S+( [AP]M)?\\s", ""))
                .startsWith("Staging: Succeeded", "Staging · Smoke: Succeeded")
                .contains("Before entry of Staging: Overridden “Opens at 09:00”")
                .contains("Staging · Deploy: Failed “A command failed with exit code 3.”")
                .endsWith("Entered Source", "Started: Push Ling Chen “Round vouchers to the cent”");
    }

    @Test
    public void comparesWithAnotherExecution() {
        browser.click("#tab-compare");
        new Select(browser.find("#compare-with")).selectByValue(Fixture.id(44));

        browser.find("dialog .comparison");
        assertThat(browser.text("dialog .comparison"))
                .contains("#46", "#44", "Shop", "90ae6d1", "e8d1a3c", "eu-west-1", "eu-central-1")
                .contains("ShopJar", "7be2f0c4a6d8", "19e2f0c4a6d8", "Staging · Deploy", "attempt 2")
                .doesNotContain("ShopSource", "Browser");
        assertThat(browser.text("dialog .brings")).contains("From #44 to #46", "16 changes");
        browser.click("dialog .brings summary");
        assertThat(browser.text("dialog .brings"))
                .contains("5c2f8b9 Let guests check out without an account Mira Okafor", "and 12 more");
        assertThat(host.reads()).anyMatch(read -> read.matches("changes\\?from=00000044.*&to=00000046.*"));
        browser.click("#compare-only");
        assertThat(browser.text("dialog .comparison")).contains("ShopSource", "Test · Browser");
    }

    @Test
    public void goesFromTabToTabByArrows() {
        browser.tabTo("#tab-timeline");
        browser.press(Keys.ARROW_RIGHT);
        browser.until(() -> browser.hasFocus("#tab-artifacts[aria-selected=true]"));
        browser.press(Keys.END);
        browser.until(() -> browser.hasFocus("#tab-compare[aria-selected=true]"));
        browser.press(Keys.ARROW_RIGHT);

        browser.until(() -> browser.hasFocus("#tab-timeline[aria-selected=true]"));
    }

    @Test
    public void followsAnExecutionThatStillMoves() {
        long reads = reads();
        host.changed();

        browser.until(() -> reads() > reads);
    }

    private long reads() {
        return host.reads().stream()
                .filter(read -> read.startsWith("execution?"))
                .count();
    }

    private double width(String selector) {
        browser.find(selector);
        return ((Number) browser.run(
                        "return document.querySelector('stage-gate-line').shadowRoot.querySelector(arguments[0]).getBoundingClientRect().width",
                        selector))
                .doubleValue();
    }
}

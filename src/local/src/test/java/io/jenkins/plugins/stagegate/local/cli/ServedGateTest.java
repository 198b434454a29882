package io.jenkins.plugins.stagegate.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.ClassRule;
import org.junit.Test;

/** What people do to the ways into stages on the page of {@code serve}: close, open, override, stop the line. */
public class ServedGateTest {
    private static final String SHELF = "stage('Shelf') { deploy('Put') { commands 'true' } }";

    @ClassRule
    public static final ServedPages PAGES =
            new ServedPages().with("gate", SHELF).with("line", SHELF).with("window", behindAClosedWindow());

    private static final Chromium BROWSER = PAGES.browser;

    @Test
    public void opensAGateThatWasClosedAndLetsThroughWhoWaited() throws Exception {
        PAGES.look("gate");
        BROWSER.click("button.barrier");
        BROWSER.type("dialog [name=reason]", "Inventory until Friday");
        BROWSER.click("dialog button.danger");
        BROWSER.sees(".gate.closed", "Closed", "Inventory until Friday");
        PAGES.start();
        BROWSER.sees(".queue", "#1", "The way into Shelf is closed", "Opening the transition");
        PAGES.assertClean("closed");

        BROWSER.click("button.barrier");
        BROWSER.sees("dialog", "Open the gate into Shelf?", "#1 enters Shelf as soon as the stage is free");
        BROWSER.click("dialog button.primary");

        BROWSER.sees("[aria-label='Stage Shelf']", "#1", "Succeeded");
        BROWSER.seesNo(".gate.closed");
        BROWSER.seesNo(".queue");
        assertThat(BROWSER.consoleErrors()).isEmpty();
    }

    @Test
    public void overridesACondition() throws Exception {
        PAGES.look("window");
        PAGES.start();
        BROWSER.sees("[aria-label='Stage Shelf'] .waiting", "DeploymentWindow");

        BROWSER.click(".waiting .override");
        BROWSER.sees("dialog", "Override the condition of Shelf?", "#1 goes on into Shelf although");
        PAGES.assertClean("override");
        BROWSER.click("dialog button.danger");

        BROWSER.sees("[aria-label='Stage Shelf'] header", "Succeeded");
        BROWSER.sees("[aria-label='Stage Shelf'] .condition", "Overridden");
        PAGES.assertClean("overridden");
    }

    @Test
    public void stopsTheLineLetsOnePassAndReleasesIt() throws Exception {
        PAGES.look("line");
        BROWSER.click(".stop-line");
        BROWSER.sees("dialog", "this pipeline", "all pipelines of this server");
        BROWSER.type("dialog [name=reason]", "Inventory");
        BROWSER.click("dialog button.danger");
        BROWSER.sees(".line-stop", "Inventory", "this pipeline");
        PAGES.start();
        BROWSER.sees(".queue", "#1", "The line is stopped");
        PAGES.assertClean("stopped");
        BROWSER.click(".queue .force");
        BROWSER.type("dialog [name=rationale]", "It is the fix");
        BROWSER.click("dialog button.danger");
        BROWSER.sees("[aria-label='Stage Shelf']", "#1", "Succeeded");
        PAGES.start();
        BROWSER.sees(".queue", "#2", "The line is stopped");

        BROWSER.click(".release-line");
        BROWSER.click("dialog button.primary");

        BROWSER.seesNo(".line-stop");
        BROWSER.sees("[aria-label='Stage Shelf']", "#2", "Succeeded");
        assertThat(BROWSER.consoleErrors()).isEmpty();
    }

    /** The window is never open now, but in a month that is half a year away. */
    private static String behindAClosedWindow() {
        int month = LocalDate.now(ZoneOffset.UTC).plusMonths(6).getMonthValue();
        return """
                stage('Shelf') {
                    beforeEntry { deploymentWindow cron: '* * * 1 %d ?', timeZone: 'UTC' }
                    deploy('Put') { commands 'true' }
                }
                """
                .formatted(month);
    }
}

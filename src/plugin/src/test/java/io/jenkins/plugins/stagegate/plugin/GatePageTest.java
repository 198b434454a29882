package io.jenkins.plugins.stagegate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;

/** What people do to the ways into stages on the line's page in Jenkins: close, open, override, stop the line. */
public class GatePageTest {
    @ClassRule
    public static final LinePages PAGES = new LinePages();

    private static final Chromium BROWSER = PAGES.browser;

    @Before
    public void logIn() throws Exception {
        PAGES.open("alice");
    }

    @Test
    public void closesAndOpensATransition() throws Exception {
        var job = PAGES.job("stage('Shelf') { deploy('Put') { commands 'true' } }");
        PAGES.jenkins.buildAndAssertSuccess(job);
        PAGES.look(job);

        BROWSER.click("button.barrier");
        BROWSER.sees("dialog", "Close the gate into Shelf?");
        BROWSER.type("dialog [name=reason]", "Inventory until Friday");
        BROWSER.click("dialog button.danger");
        BROWSER.sees(".gate.closed", "Closed", "Inventory until Friday", "alice");
        var run = PAGES.start(job);
        BROWSER.sees(
                ".queue",
                "#2",
                "The way into Shelf is closed by alice: Inventory until Friday",
                "Opening the transition");
        PAGES.assertClean("closed");
        BROWSER.click("button.barrier");
        BROWSER.sees("dialog", "#2 enters Shelf as soon as the stage is free");
        BROWSER.click("dialog button.primary");

        PAGES.assertSucceeds(run);
        BROWSER.sees("[aria-label='Stage Shelf']", "#2", "Succeeded");
        assertThat(BROWSER.has(".gate.closed")).isFalse();
    }

    @Test
    public void showsTheQueueInOrder() throws Exception {
        var job = PAGES.jobOf(Shop.pipeline(
                        PAGES.repository().address(), "stage('Release') { approval('ShipIt') { message 'Ship it?' } }")
                .replace("releasePipeline {", "releasePipeline { executionMode QUEUED"));
        PAGES.start(job);
        PAGES.look(job);
        BROWSER.sees("[aria-label='Stage Release']", "Ship it?");
        PAGES.start(job);
        BROWSER.sees(".queue", "#2", "Stage busy. Release is held by execution #1");
        PAGES.start(job);

        BROWSER.sees(".queue li:nth-of-type(2)", "#3", "Number 2 in the queue for Release");
        assertThat(BROWSER.text(".queue li:nth-of-type(1)")).contains("#2");
        BROWSER.click(".approval button[value=Approved]");
        BROWSER.sees("[aria-label='Stage Release']", "#2");
        BROWSER.until(() -> BROWSER.all(".queue li").size() == 1);
        BROWSER.click(".approval button[value=Approved]");
        BROWSER.sees("[aria-label='Stage Release']", "#3");
        BROWSER.click(".approval button[value=Approved]");
        PAGES.jenkins.waitUntilNoActivity();
    }

    @Test
    public void drawsEachOfSeveralExecutionsInAStageInParallelMode() throws Exception {
        var job = PAGES.jobOf(Shop.pipeline(
                        PAGES.repository().address(), "stage('Release') { approval('ShipIt') { message 'Ship it?' } }")
                .replace("releasePipeline {", "releasePipeline { executionMode PARALLEL"));
        var first = PAGES.start(job);
        var second = PAGES.start(job);
        PAGES.look(job);

        BROWSER.sees("[aria-label='Stage Release'] .body", "#1", "#2");
        assertThat(BROWSER.text(".head")).contains("Parallel mode");
        first.getExecutor();
        first.doStop();
        second.doStop();
        PAGES.jenkins.waitUntilNoActivity();
    }

    @Test
    public void overridesACondition() throws Exception {
        var job = PAGES.job(
                """
                stage('Shelf') {
                    beforeEntry { deploymentWindow cron: '* * * 24 12 ?', timeZone: 'UTC' }
                    deploy('Put') { commands 'true' }
                }
                """);
        var run = PAGES.start(job);
        PAGES.look(job);
        BROWSER.click(".waiting .override");
        BROWSER.click("dialog button.danger");

        PAGES.assertSucceeds(run);
        BROWSER.sees("[aria-label='Stage Shelf']", "Overridden");
        PAGES.assertClean("override");
    }

    @Test
    public void stopsTheLineLetsOnePassAndReleasesIt() throws Exception {
        var job = PAGES.job(Shop.NOTHING);
        PAGES.jenkins.buildAndAssertSuccess(job);
        PAGES.look(job);
        BROWSER.click(".stop-line");
        BROWSER.type("dialog [name=reason]", "Inventory");
        BROWSER.click("dialog button.danger");
        BROWSER.sees(".line-stop", "Inventory", "alice");
        var run = PAGES.start(job);
        BROWSER.click(".queue .force");
        BROWSER.type("dialog [name=rationale]", "It is the fix");
        BROWSER.click("dialog button.danger");

        PAGES.assertSucceeds(run);
        PAGES.assertClean("stopped");
        BROWSER.click(".release-line");
        BROWSER.click("dialog button.primary");
        BROWSER.until(() -> !BROWSER.has(".line-stop"));
    }
}

package io.jenkins.plugins.stagegate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;

/** What people do to executions on the line's page in Jenkins: start, retry, roll back, stop. */
public class SteeringPageTest {
    @ClassRule
    public static final LinePages PAGES = new LinePages();

    private static final Chromium BROWSER = PAGES.browser;

    @Before
    public void logIn() throws Exception {
        PAGES.open("alice");
    }

    @Test
    public void startsWithVariablesAndARevisionOfYourChoice() throws Exception {
        var older = PAGES.repository().commit("price.txt", "95\n", "A little less");
        PAGES.repository().commit("price.txt", "90\n", "Lower the price");
        var job = PAGES.jobOf(
                Shop.pipeline(
                                PAGES.repository().address(),
                                "stage('Build') { build('Greet') { input 'AppSource'; commands 'echo \"hello #{variables.WHO}\"', 'cat price.txt' } }")
                        .replace(
                                "releasePipeline {",
                                "releasePipeline { variables { string 'WHO', defaultValue: 'world', description: 'Whom to greet' }"));
        PAGES.look(job);

        BROWSER.click(".head .start");
        assertThat(BROWSER.text("dialog")).contains("Release a change through", "Whom to greet", "Revision of App");
        BROWSER.clear("dialog [name='variable:WHO']");
        BROWSER.type("dialog [name='variable:WHO']", "Ada");
        BROWSER.type("dialog [name='revision:App']", older);
        PAGES.assertClean("start");
        BROWSER.click("dialog button.primary");
        BROWSER.sees("[aria-label='Stage Build']", "#1", "Succeeded", "A little less");

        var run = job.getBuildByNumber(1);
        PAGES.assertSucceeds(run);
        PAGES.jenkins.assertLogContains("hello Ada", run);
        PAGES.jenkins.assertLogContains("95", run);
    }

    @Test
    public void saysWhyAStartIsRefusedAndKeepsWhatWasTyped() throws Exception {
        var job = PAGES.job(Shop.NOTHING);
        PAGES.look(job);
        BROWSER.click(".head .start");
        BROWSER.find("dialog [name='revision:App']");
        job.makeDisabled(true);
        BROWSER.type("dialog [name='revision:App']", "1234567");
        BROWSER.click("dialog button.primary");

        BROWSER.sees("dialog .refusal", "is disabled or cannot be built now");
        assertThat(BROWSER.find("dialog [name='revision:App']").getDomProperty("value"))
                .isEqualTo("1234567");
    }

    @Test
    public void retriesTheFailedActionsOnly() throws Exception {
        var ready = PAGES.newFile();
        var job = PAGES.job(
                "stage('Build') { actionGroup { build('Package') { commands 'true' }; test('Check') { commands 'test -e %s' } } }"
                        .formatted(ready));
        PAGES.jenkins.assertBuildStatus(Result.FAILURE, job.scheduleBuild2(0));
        PAGES.look(job);
        BROWSER.sees("[aria-label='Stage Build']", "Failed", "exit code 1");
        PAGES.create(ready);

        BROWSER.click(".retry");
        BROWSER.sees("dialog", "Retry Build?", "goes on in this stage with attempt 2");
        PAGES.assertClean("retry");
        BROWSER.click("dialog button.primary");

        BROWSER.sees("[aria-label='Stage Build'] header", "Succeeded", "attempt 2");
        PAGES.assertSucceeds(job.getBuildByNumber(2));
        assertThat(BROWSER.text("[aria-label='Stage Build'] .action:nth-of-type(2)"))
                .contains("Check", "attempt 2");
        assertThat(BROWSER.text("[aria-label='Stage Build'] .action:nth-of-type(1)"))
                .contains("Package")
                .doesNotContain("attempt");
    }

    @Test
    public void retriesAllActionsOfTheStage() throws Exception {
        var ready = PAGES.newFile();
        var job = PAGES.job(
                "stage('Build') { actionGroup { build('Package') { commands 'true' }; test('Check') { commands 'test -e %s' } } }"
                        .formatted(ready));
        PAGES.jenkins.assertBuildStatus(Result.FAILURE, job.scheduleBuild2(0));
        PAGES.look(job);
        PAGES.create(ready);

        BROWSER.click(".retry");
        BROWSER.click("dialog [value=ALL_ACTIONS]");
        BROWSER.click("dialog button.primary");

        BROWSER.sees("[aria-label='Stage Build'] .action:nth-of-type(2)", "Check", "attempt 2");
        assertThat(BROWSER.text("[aria-label='Stage Build'] .action:nth-of-type(1)"))
                .contains("Package", "attempt 2");
        PAGES.assertSucceeds(job.getBuildByNumber(2));
    }

    @Test
    public void offersNoWayBackWhereThereIsNone() throws Exception {
        var job = PAGES.job("stage('Shelf') { deploy('Put') { commands 'true' } }");
        PAGES.jenkins.buildAndAssertSuccess(job);
        PAGES.look(job);

        BROWSER.click("[aria-label='Stage Shelf'] .rollback");
        BROWSER.sees("dialog", "No earlier execution succeeded in Shelf", "Close");

        assertThat(BROWSER.has("dialog button.danger")).isFalse();
    }

    @Test
    public void rollsAStageBackToAnEarlierExecution() throws Exception {
        var job = PAGES.job("stage('Shelf') { deploy('Put') { input 'AppSource'; commands 'cat price.txt' } }");
        PAGES.jenkins.buildAndAssertSuccess(job);
        PAGES.repository().commit("price.txt", "90\n", "Lower the price");
        PAGES.jenkins.buildAndAssertSuccess(job);
        PAGES.look(job);

        BROWSER.click("[aria-label='Stage Shelf'] .rollback");
        BROWSER.sees("dialog", "Roll back Shelf?", "#1", "Open the shop");
        PAGES.assertClean("rollback");
        BROWSER.click("dialog button.danger");

        BROWSER.sees("[aria-label='Stage Shelf']", "Rolled back", "#3", "Open the shop");
        PAGES.assertSucceeds(job.getBuildByNumber(3));
        PAGES.jenkins.assertLogContains("100", job.getBuildByNumber(3));
        assertThat(BROWSER.text("[aria-label='Stage Shelf'] header")).doesNotContain("Succeeded");
        BROWSER.sees(".history tbody tr:first-child", "Rollback by hand");
    }

    @Test
    public void stopsAndLetsRunningActionsEnd() throws Exception {
        var go = PAGES.newFile();
        var job = PAGES.job(
                "stage('Build') { build('Package') { commands 'until test -e %s; do sleep 0.2; done' }; test('Check') { commands 'true' } }"
                        .formatted(go));
        var run = PAGES.start(job);
        PAGES.look(job);
        BROWSER.sees("[aria-label='Stage Build'] .action", "Package", "Running");

        BROWSER.click("[aria-label='Stage Build'] .stop");
        BROWSER.type("dialog [name=reason]", "Not today");
        PAGES.assertClean("stop");
        BROWSER.click("dialog button.danger");
        BROWSER.sees("[aria-label='Stage Build'] header", "Stopping");
        PAGES.create(go);

        BROWSER.sees("[aria-label='Stage Build'] header", "Stopped");
        PAGES.jenkins.assertBuildStatus(Result.ABORTED, PAGES.jenkins.waitForCompletion(run));
        BROWSER.sees("[aria-label='Stage Build'] .group:nth-of-type(2)", "Package", "Succeeded");
        assertThat(BROWSER.text("[aria-label='Stage Build']")).contains("Did not run");
        BROWSER.sees(".history tbody tr:first-child", "Stopped", "Not today");
    }

    @Test
    public void stopsAndGivesUpRunningActions() throws Exception {
        var job = PAGES.job("stage('Build') { build('Package') { commands 'sleep 600' } }");
        var run = PAGES.start(job);
        PAGES.look(job);
        BROWSER.sees("[aria-label='Stage Build'] .action", "Package", "Running");

        BROWSER.click("[aria-label='Stage Build'] .stop");
        BROWSER.click("dialog input[value=true]");
        BROWSER.click("dialog button.danger");

        BROWSER.sees("[aria-label='Stage Build'] header", "Stopped");
        BROWSER.sees("[aria-label='Stage Build'] .action", "Abandoned");
        PAGES.jenkins.assertBuildStatus(Result.ABORTED, PAGES.jenkins.waitForCompletion(run));
    }
}

package io.jenkins.plugins.stagegate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.openqa.selenium.support.ui.Select;

/** What the line's page in Jenkins tells of executions: the list, one of them, two compared, their logs. */
public class HistoryPageTest {
    @ClassRule
    public static final LinePages PAGES = new LinePages();

    private static final Chromium BROWSER = PAGES.browser;

    @Before
    public void logIn() throws Exception {
        PAGES.open("alice");
    }

    @Test
    public void findsExecutionsAndComparesThem() throws Exception {
        var job = PAGES.job(
                "stage('Build') { build('Package') { input 'AppSource'; commands 'grep -q 100 price.txt' } }");
        PAGES.jenkins.buildAndAssertSuccess(job);
        PAGES.repository().commit("price.txt", "90\n", "Lower the price");
        PAGES.repository().commit("price.txt", "80\n", "Lower it once more");
        PAGES.jenkins.assertBuildStatus(Result.FAILURE, job.scheduleBuild2(0));
        PAGES.look(job);
        rows(2);
        BROWSER.choose(".filters select", "Failed");
        rows(1);
        assertThat(BROWSER.text(".history tbody")).contains("#2", "Lower it once more", "Alice");
        BROWSER.choose(".filters select", "");
        rows(2);
        BROWSER.click(".history tbody tr:first-child .chip");
        BROWSER.find("dialog .timeline");
        BROWSER.click("#tab-artifacts");
        BROWSER.sees("dialog .artifacts", "AppSource");
        BROWSER.click("#tab-compare");
        new Select(BROWSER.find("#compare-with")).selectByIndex(1);

        BROWSER.until(() -> BROWSER.has("dialog .brings"));
        assertThat(BROWSER.text("dialog .brings")).contains("From #1 to #2", "2 changes", "Lower the price");
        PAGES.assertClean("compare");
    }

    @Test
    public void findsByWordsAndByTheStageThatWasPassed() throws Exception {
        var job = PAGES.job(
                "stage('Build') { build('Package') { input 'AppSource'; commands 'grep -q 100 price.txt' } }");
        PAGES.jenkins.buildAndAssertSuccess(job);
        var commit = PAGES.repository().commit("price.txt", "90\n", "Lower the price");
        PAGES.jenkins.assertBuildStatus(Result.FAILURE, job.scheduleBuild2(0));
        PAGES.look(job);
        rows(2);

        BROWSER.type(".filters input", "the PRICE");
        rows(1);
        assertThat(BROWSER.text(".history tbody")).contains("#2");
        BROWSER.clear(".filters input");
        BROWSER.type(".filters input", commit.substring(0, 9));
        rows(1);
        BROWSER.click(".filters button");
        rows(2);
        BROWSER.choose(".filters select:last-of-type", "Build");
        rows(1);
        assertThat(BROWSER.text(".history tbody")).contains("#1");
        BROWSER.type(".filters input", "nothing is called so");
        BROWSER.sees(".history", "No execution fits.");
    }

    @Test
    public void pagesThroughALongHistory() throws Exception {
        var job = PAGES.job(
                """
                stage('Check') {
                    beforeEntry { variableCheck variable: 'north', operator: EQ, value: 'south'; result SKIP }
                    test('Look') { commands 'true' }
                }
                """);
        for (int i = 0; i < 23; i++) {
            PAGES.jenkins.buildAndAssertSuccess(job);
        }
        PAGES.look(job);
        rows(20);
        assertThat(BROWSER.text(".history tbody tr:first-child")).contains("#23");

        BROWSER.click(".history .more button");
        rows(23);
        assertThat(BROWSER.text(".history tbody tr:last-child")).contains("#1");
        assertThat(BROWSER.has(".history .more")).isFalse();
        PAGES.assertClean("history");
    }

    @Test
    public void tellsAllOfAnExecution() throws Exception {
        var job = PAGES.jobOf(Shop.pipeline(
                        PAGES.repository().address(),
                        """
                        stage('Build') { build('Package') { input 'AppSource'; output 'Goods', files: '*.txt'; commands 'echo packing' } }
                        stage('Release') { approval('ShipIt') { message 'Ship it?' } }
                        stage('Shelf') { deploy('Put') { input 'Goods'; commands 'true' } }
                        """)
                .replace(
                        "releasePipeline {", "releasePipeline { variables { string 'REGION', defaultValue: 'north' }"));
        var run = PAGES.start(job);
        PAGES.look(job);
        BROWSER.type(".approval [name=summary]", "Looks good");
        BROWSER.click(".approval button[value=Approved]");
        PAGES.assertSucceeds(run);
        BROWSER.sees("[aria-label='Stage Shelf']", "Succeeded");
        BROWSER.click(".history tbody tr:first-child .chip");

        BROWSER.sees("dialog", "Execution #1", "Open the shop", "Alice", "REGION", "north", "Its own page");
        BROWSER.sees("dialog .timeline", "Source", "Build", "Package", "Release", "ShipIt", "Approved", "Shelf", "Put");
        BROWSER.click("#tab-artifacts");
        BROWSER.sees("dialog .artifacts", "Goods", "Package", "Put");
        BROWSER.click("#tab-events");
        BROWSER.sees("dialog .happenings", "Started by hand", "alice", "Looks good", "Entered Shelf");
        PAGES.assertClean("execution");
        BROWSER.click("#tab-timeline");
        BROWSER.click("dialog .timeline button.log");
        BROWSER.sees("dialog .log-bar", "Complete");
    }

    @Test
    public void followsALogWhileItIsWritten() throws Exception {
        var first = PAGES.newFile();
        var second = PAGES.newFile();
        var job = PAGES.job(
                "stage('Build') { build('Package') { commands 'echo one potato', 'until test -e %s; do sleep 0.2; done', 'echo two potato', 'until test -e %s; do sleep 0.2; done' } }"
                        .formatted(first, second));
        var run = PAGES.start(job);
        PAGES.look(job);
        BROWSER.click("[aria-label='Stage Build'] button.log");
        BROWSER.sees("dialog pre", "one potato");
        assertThat(BROWSER.text("dialog .log-bar")).contains("Following");
        PAGES.assertClean("log");
        assertThat(BROWSER.text("dialog pre")).doesNotContain("\ntwo potato");

        PAGES.create(first);
        BROWSER.sees("dialog pre", "\ntwo potato");
        PAGES.create(second);
        BROWSER.sees("dialog .log-bar", "Complete");
        PAGES.assertSucceeds(run);
    }

    private static void rows(int count) {
        BROWSER.until(() -> BROWSER.all(".history tbody tr").size() == count);
    }
}

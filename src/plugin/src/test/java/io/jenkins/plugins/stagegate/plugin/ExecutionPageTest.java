package io.jenkins.plugins.stagegate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagegate.plugin.host.ReleaseRun;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;

/** The addresses that lead to one execution, and the page that its build has of it. */
public class ExecutionPageTest {
    @ClassRule
    public static final LinePages PAGES = new LinePages();

    private static final Chromium BROWSER = PAGES.browser;

    private WorkflowJob job;
    private WorkflowRun run;

    @Before
    public void startAnExecution() throws Exception {
        PAGES.open("alice");
        job = PAGES.job("stage('Build') { build('Package') { input 'AppSource'; commands 'true'; output 'Jar' } }\n"
                + "stage('Release') { approval('ShipIt') { message 'Ship it?' } }");
        run = PAGES.start(job);
        PAGES.jenkins.waitForMessage("Approval wanted", run);
    }

    @Test
    public void anAddressOpensTheExecutionThatItNames() throws Exception {
        BROWSER.open(line() + "?execution=" + execution());

        BROWSER.sees("dialog[open] h2", "Execution #1");
        BROWSER.sees("dialog .timeline", "Build", "Package", "Release");
        assertThat(BROWSER.consoleErrors()).isEmpty();
        end();
    }

    @Test
    public void anAddressOfNoExecutionSaysSo() throws Exception {
        BROWSER.open(line() + "#execution=4711");

        BROWSER.sees("dialog [role=alert]", "The pipeline has no execution 4711.");
        BROWSER.consoleErrors();
        end();
    }

    @Test
    public void theAddressInNoticesLeadsToTheQuestion() throws Exception {
        BROWSER.open(line() + "?execution=" + execution() + "&stage=Release&action=ShipIt");

        BROWSER.until(
                () -> (Boolean)
                        BROWSER.run(
                                "return document.querySelector('stage-gate-line').shadowRoot.activeElement?.matches('.approval') ?? false"));
        BROWSER.click(".approval button[value=Approved]");
        PAGES.assertSucceeds(run);
    }

    @Test
    public void thePageOfABuildShowsItsExecutionAndDecidesThere() throws Exception {
        BROWSER.open(PAGES.address(job) + "1/stage-gate/");

        BROWSER.sees(".head h2", "Execution #1");
        BROWSER.sees(".timeline", "Build", "Package", "Release");
        BROWSER.click("#tab-artifacts");
        BROWSER.sees(".artifacts", "AppSource", "Jar");
        PAGES.assertClean("execution");
        BROWSER.type(".approval [name=summary]", "Looks good");
        BROWSER.click(".approval button[value=Approved]");
        PAGES.assertSucceeds(run);
        BROWSER.click("#tab-events");
        BROWSER.sees(".happenings", "approved", "alice", "Looks good");
        BROWSER.click(".head .all");
        BROWSER.sees("[aria-label='Stage Release']", "Approved by alice");
    }

    @Test
    public void theBuildLeadsToThePageAndSaysWhatItWaitsFor() throws Exception {
        BROWSER.openPlain(PAGES.address(job) + "1/", "a[href$='/1/stage-gate/']");

        assertThat(BROWSER.plainText("#main-panel")).contains("Release execution", "Waits for an approval at ShipIt.");
        BROWSER.consoleErrors();
        end();
    }

    private String line() throws IOException {
        return PAGES.address(job) + "stage-gate/";
    }

    private String execution() {
        return ReleaseRun.of(run).orElseThrow().execution();
    }

    private void end() throws Exception {
        run.doStop();
        PAGES.jenkins.waitForCompletion(run);
    }
}

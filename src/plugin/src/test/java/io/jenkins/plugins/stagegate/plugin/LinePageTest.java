package io.jenkins.plugins.stagegate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.FlagRule;
import org.jvnet.hudson.test.JenkinsRule;
import org.openqa.selenium.support.ui.Select;

/**
 * The view on its page in Jenkins, in a real browser: in Jenkins' own look and in a dark one, under the Content-Security-Policy that
 * Jenkins enforces in tests, by a person who has logged in.
 */
public class LinePageTest {
    private static final JenkinsRule JENKINS = new JenkinsRule();
    private static final Chromium BROWSER = new Chromium();

    /** Without a browser there is no need for a Jenkins. */
    @ClassRule
    public static final RuleChain RULES = RuleChain.outerRule(
                    FlagRule.systemProperty("io.jenkins.plugins.stagegate.ALLOW_LOCAL_REPOSITORIES", "true"))
            .around(BROWSER)
            .around(JENKINS);

    /** As Jenkins' dark theme does it: an attribute and variables at the root of the page. */
    private static final String DARKEN =
            """
            const root = document.documentElement;
            root.dataset.theme = 'dark';
            const variables = { '--background': '#1d1d21', '--text-color': '#f1f1f5', '--text-color-secondary': '#b3b3bd',
              '--card-background': '#26262b', '--card-border-color': '#3c3c44' };
            for (const [name, value] of Object.entries(variables)) root.style.setProperty(name, value);
            """;

    static {
        // For all of these together.
        JENKINS.timeout = 900;
    }

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private ShopRepository repository;
    private WorkflowJob job;

    @Before
    public void logIn() throws Exception {
        JENKINS.jenkins.setSecurityRealm(JENKINS.createDummySecurityRealm());
        repository = ShopRepository.in(folder.newFolder("shop").toPath());
        BROWSER.prefers("light");
        BROWSER.logIn(JENKINS.getURL().toString(), "alice");
    }

    @Test
    public void choosesAtAGateThatOffersSeveralAndTellsWhatEachWouldBring() throws Exception {
        define(
                """
                stage('Build') { build('Package') { input 'AppSource'; output 'Goods', files: '*.txt'; commands 'true' } }
                stage('Release') { approval('ShipIt') { message 'Ship it?'; onNewer OFFER } }
                stage('Shelf') { deploy('Put') { input 'Goods'; commands 'cat price.txt' } }
                """);
        var first = job.scheduleBuild2(0).waitForStart();
        open();
        BROWSER.click(".approval button[value=Approved]");
        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(first));
        repository.commit("price.txt", "90\n", "Lower the price");
        repository.commit("price.txt", "80\n", "Lower it once more");
        var second = job.scheduleBuild2(0).waitForStart();
        BROWSER.until(() -> BROWSER.text(".approval").contains("#2"));
        repository.commit("price.txt", "85\n", "Raise it a little");
        var third = job.scheduleBuild2(0).waitForStart();
        BROWSER.until(() -> BROWSER.all(".candidate").size() == 2);

        BROWSER.until(() -> BROWSER.text(".candidate:first-of-type").contains("3 changes"));
        assertThat(BROWSER.text(".candidate:nth-of-type(2)")).contains("#2", "at the gate", "2 changes", "2 artifacts");
        BROWSER.click(".candidate:nth-of-type(2) .changes summary");
        assertThat(BROWSER.text(".candidate:nth-of-type(2) .changes"))
                .contains("Lower it once more Alice", "Lower the price Alice");
        assertClean("gate");
        BROWSER.click(".candidate:nth-of-type(2) input");
        BROWSER.click(".approval button[value=Approved]");

        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(second));
        JENKINS.assertLogContains("80", second);
        BROWSER.click(".approval button[value=Rejected]");
        JENKINS.assertBuildStatus(Result.FAILURE, JENKINS.waitForCompletion(third));
    }

    @Test
    public void overridesACondition() throws Exception {
        define(
                """
                stage('Shelf') {
                    beforeEntry { deploymentWindow cron: '* * * 24 12 ?', timeZone: 'UTC' }
                    deploy('Put') { commands 'true' }
                }
                """);
        var run = job.scheduleBuild2(0).waitForStart();
        open();
        BROWSER.click(".waiting .override");
        BROWSER.click("dialog button.danger");

        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(run));
        BROWSER.until(() -> BROWSER.text("[aria-label='Stage Shelf']").contains("Overridden"));
        assertClean("override");
    }

    @Test
    public void stopsTheLineLetsOnePassAndReleasesIt() throws Exception {
        define("stage('Build') { build('Package') { commands 'true' } }");
        JENKINS.buildAndAssertSuccess(job);
        open();
        BROWSER.click(".stop-line");
        BROWSER.type("dialog [name=reason]", "Inventory");
        BROWSER.click("dialog button.danger");
        BROWSER.until(() -> BROWSER.text(".line-stop").contains("Inventory"));
        assertThat(BROWSER.text(".line-stop")).contains("alice");
        var run = job.scheduleBuild2(0).waitForStart();
        BROWSER.click(".queue .force");
        BROWSER.type("dialog [name=rationale]", "It is the fix");
        BROWSER.click("dialog button.danger");

        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(run));
        assertClean("stopped");
        BROWSER.click(".release-line");
        BROWSER.click("dialog button.primary");
        BROWSER.until(() -> !BROWSER.has(".line-stop"));
    }

    @Test
    public void findsExecutionsAndComparesThem() throws Exception {
        define("stage('Build') { build('Package') { input 'AppSource'; commands 'grep -q 100 price.txt' } }");
        JENKINS.buildAndAssertSuccess(job);
        repository.commit("price.txt", "90\n", "Lower the price");
        repository.commit("price.txt", "80\n", "Lower it once more");
        JENKINS.assertBuildStatus(Result.FAILURE, job.scheduleBuild2(0));
        open();
        BROWSER.until(() -> BROWSER.all(".history tbody tr").size() == 2);
        new Select(BROWSER.find(".filters select")).selectByValue("Failed");
        BROWSER.until(() -> BROWSER.all(".history tbody tr").size() == 1);
        assertThat(BROWSER.text(".history tbody")).contains("#2", "Lower it once more", "Alice");
        new Select(BROWSER.find(".filters select")).selectByValue("");
        BROWSER.until(() -> BROWSER.all(".history tbody tr").size() == 2);
        BROWSER.click(".history tbody tr:first-child .chip");
        BROWSER.find("dialog .timeline");
        BROWSER.click("#tab-artifacts");
        BROWSER.until(() -> BROWSER.text("dialog .artifacts").contains("AppSource"));
        BROWSER.click("#tab-compare");
        new Select(BROWSER.find("#compare-with")).selectByIndex(1);

        BROWSER.until(() -> BROWSER.has("dialog .brings"));
        assertThat(BROWSER.text("dialog .brings")).contains("From #1 to #2", "2 changes", "Lower the price");
        assertClean("compare");
    }

    @Test
    public void looksLikeJenkinsWhateverTheSystemPrefers() throws Exception {
        define("stage('Build') { build('Package') { commands 'true' } }");
        BROWSER.prefers("dark");
        open();
        assertThat(scheme()).isEqualTo("light");

        BROWSER.prefers("light");
        BROWSER.run(DARKEN);

        BROWSER.until(() -> scheme().equals("dark"));
        assertThat(BROWSER.consoleErrors()).isEmpty();
    }

    @Test
    public void isShownUnderAnEnforcedPolicyWithoutInlineScripts() throws Exception {
        define("stage('Build') { build('Package') { commands 'true' } }");
        open();

        assertThat(
                        BROWSER.await(
                                "fetch(location.href).then((page) => arguments[0](page.headers.get('Content-Security-Policy')))"))
                .asString()
                .contains("default-src 'self'")
                .doesNotContain("unsafe-inline' ", "unsafe-eval");
    }

    private void define(String stages) throws IOException {
        job = JENKINS.createProject(WorkflowJob.class);
        job.setDefinition(new ReleasePipelineDefinition(Shop.pipeline(repository.address(), stages)));
    }

    private void open() throws IOException {
        BROWSER.open(JENKINS.getURL() + job.getUrl() + "stage-gate/");
    }

    private static String scheme() {
        return (String) BROWSER.run("return document.querySelector('stage-gate-line').style.colorScheme");
    }

    /** Nothing to complain of in the console, and nothing for axe in both looks. */
    private static void assertClean(String picture) throws IOException {
        assertThat(BROWSER.consoleErrors()).as("in the console").isEmpty();
        BROWSER.picture("jenkins-" + picture + "-light");
        assertThat(BROWSER.violations()).as("in light").isEmpty();
        BROWSER.run(DARKEN);
        BROWSER.until(() -> scheme().equals("dark"));
        BROWSER.picture("jenkins-" + picture + "-dark");
        assertThat(BROWSER.violations()).as("in dark").isEmpty();
    }
}

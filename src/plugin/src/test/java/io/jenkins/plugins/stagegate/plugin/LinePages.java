package io.jenkins.plugins.stagegate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.ItemGroup;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import jenkins.model.Jenkins;
import jenkins.model.ModifiableTopLevelItemGroup;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.rules.RuleChain;
import org.junit.rules.TemporaryFolder;
import org.junit.rules.TestRule;
import org.junit.runner.Description;
import org.junit.runners.model.Statement;
import org.jvnet.hudson.test.JenkinsRule;

/**
 * A Jenkins with a shop in it, and a person who looks at its release line in a real browser, under the Content-Security-Policy
 * that Jenkins enforces in tests. One for all tests of a class.
 */
final class LinePages implements TestRule {
    /** As Jenkins' dark theme does it: an attribute and variables at the root of the page. */
    private static final String DARKEN =
            """
            const root = document.documentElement;
            root.dataset.theme = 'dark';
            const variables = { '--background': '#1d1d21', '--text-color': '#f1f1f5', '--text-color-secondary': '#b3b3bd',
              '--card-background': '#26262b', '--card-border-color': '#3c3c44', '--table-background': '#2c2c33', '--input-color': '#26262b', '--input-border': '#5c5c66', '--red': '#ff8a80' };
            for (const [name, value] of Object.entries(variables)) root.style.setProperty(name, value);
            """;

    private static final String SCHEME =
            "return document.querySelector('stage-gate-line, stage-gate-overview').style.colorScheme";

    final JenkinsRule jenkins = new JenkinsRule();
    final Chromium browser = new Chromium();
    private final TemporaryFolder folder = new TemporaryFolder();
    private int shops;
    private ShopRepository repository;

    LinePages() {
        // For all tests of a class together.
        jenkins.timeout = 900;
    }

    /** Without a browser there is no need for a Jenkins. */
    @Override
    public Statement apply(Statement base, Description description) {
        return RuleChain.outerRule(folder).around(browser).around(jenkins).apply(base, description);
    }

    /** Begins a test: a new repository, and somebody who has just logged in. */
    void open(String person) throws Exception {
        open(person, "Open the shop");
    }

    /** The same, with a repository whose one commit has that message. */
    void open(String person, String message) throws Exception {
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        repository = ShopRepository.in(folder.newFolder("shop-" + ++shops).toPath(), message);
        browser.restore();
        browser.logIn(jenkins.getURL().toString(), person);
    }

    ShopRepository repository() {
        return repository;
    }

    /** A new job that releases the shop through these stages, behind one that takes the source. */
    WorkflowJob job(String stages) throws IOException {
        return jobOf(Shop.pipeline(repository.address(), stages));
    }

    /** A new job with that definition. */
    WorkflowJob jobOf(String definition) throws IOException {
        return define(jenkins.jenkins, "shop-" + shops, definition);
    }

    WorkflowJob define(ModifiableTopLevelItemGroup group, String name, String definition) throws IOException {
        var job = (WorkflowJob)
                group.createProject(all().getDescriptorByType(WorkflowJob.DescriptorImpl.class), name, true);
        job.setDefinition(new ReleasePipelineDefinition(definition));
        return job;
    }

    WorkflowRun start(WorkflowJob job) throws Exception {
        return job.scheduleBuild2(0).waitForStart();
    }

    /** A file that is not there yet, for commands to wait for. */
    Path newFile() throws IOException {
        return folder.newFolder().toPath().resolve("ready");
    }

    void create(Path file) throws IOException {
        Files.createFile(file);
    }

    /** Opens the line of a job. */
    void look(WorkflowJob job) throws IOException {
        browser.open(address(job) + "stage-gate/");
    }

    /** Opens what is below the address of a folder, or of Jenkins. */
    void lookAtAll(ItemGroup<?> group) throws IOException {
        browser.openOverview(jenkins.getURL() + group.getUrl() + "release-pipelines/");
    }

    String address(WorkflowJob job) throws IOException {
        return jenkins.getURL() + job.getUrl();
    }

    void assertSucceeds(WorkflowRun run) throws Exception {
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
    }

    String scheme() {
        return (String) browser.run(SCHEME);
    }

    void darken() {
        browser.run(DARKEN);
    }

    /** Nothing to complain of in the console, and nothing for axe in both looks. */
    void assertClean(String picture) throws IOException {
        assertThat(browser.consoleErrors()).as("in the console").isEmpty();
        var name = "jenkins-" + picture.toLowerCase(Locale.ROOT);
        browser.picture(name + "-light");
        assertThat(browser.violations()).as("in light").isEmpty();
        darken();
        browser.until(() -> scheme().equals("dark"));
        browser.picture(name + "-dark");
        assertThat(browser.violations()).as("in dark").isEmpty();
    }

    /** The same for a part of a page without a view, which follows Jenkins' own colours. */
    void assertPlainClean(String selector, String picture) throws IOException {
        assertThat(browser.consoleErrors()).as("in the console").isEmpty();
        browser.picture("jenkins-" + picture + "-light");
        assertThat(browser.violations(selector)).as("in light").isEmpty();
        darken();
        browser.picture("jenkins-" + picture + "-dark");
        assertThat(browser.violations(selector)).as("in dark").isEmpty();
    }

    Jenkins all() {
        return jenkins.jenkins;
    }
}

package io.jenkins.plugins.stagegate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.cli.CLICommandInvoker;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.StringParameterDefinition;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import java.util.List;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;

/** What "Build with Parameters" asks for. */
public class ParametersTest {
    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private ShopRepository repository;
    private WorkflowJob job;

    @Before
    public void openShop() throws Exception {
        repository = ShopRepository.in(folder.newFolder("shop").toPath());
        job = JENKINS.createProject(WorkflowJob.class);
        define("eu-west-1");
        JENKINS.configRoundtrip(job);
    }

    @Test
    public void showsTheVariablesWithTheirDefaultsAndDescriptionsOnceTheJobIsSaved() throws Exception {
        var page = form();

        assertThat(page.asNormalizedText())
                .contains(
                        "REGION", "Where <production> runs", "App.revision", "The commit that the source action 'App'");
        assertThat(page.getElementsByName("value"))
                .extracting(input -> input.getAttribute("value"))
                .containsExactly("eu-west-1", "");
    }

    @Test
    public void startsWithTheVariablesAndTheRevisionThatSomebodyChose() throws Exception {
        var old = repository.commit("price.txt", "90\n", "Lower the price");
        repository.commit("price.txt", "200\n", "Raise the price");
        var page = form();
        var values = page.getElementsByName("value");
        ((org.htmlunit.html.HtmlInput) values.get(0)).setValue("us-east-1");
        ((org.htmlunit.html.HtmlInput) values.get(1)).setValue(" " + old + " ");

        JENKINS.submit(page.getFormByName("parameters"));
        Eventually.of(() -> assertThat(job.getLastBuild()).isNotNull());

        var run = JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(job.getLastBuild()));
        JENKINS.assertLogContains("region us-east-1, price 90", run);
    }

    @Test
    public void leavesVariablesToTheDefinitionWhereNobodyChose() throws Exception {
        define("eu-central-1");

        var run = JENKINS.buildAndAssertSuccess(job);

        JENKINS.assertLogContains("region eu-central-1, price 100", run);
        assertThat(form().getElementsByName("value").get(0).getAttribute("value"))
                .isEqualTo("eu-central-1");
    }

    @Test
    public void startsFromTheCommandLineWithWhatIsSaidAndLeavesTheRestToTheDefinition() throws Exception {
        define("eu-central-1");
        var some =
                new CLICommandInvoker(JENKINS, "build").invokeWithArgs(job.getFullName(), "-s", "-p", "App.revision=");
        assertThat(some.returnCode()).as(some.toString()).isZero();
        JENKINS.assertLogContains("region eu-central-1, price 100", job.getLastBuild());

        var all = new CLICommandInvoker(JENKINS, "build")
                .invokeWithArgs(job.getFullName(), "-s", "-p", "REGION=us-east-1");
        assertThat(all.returnCode()).as(all.toString()).isZero();
        JENKINS.assertLogContains("region us-east-1, price 100", job.getLastBuild());
    }

    @Test
    public void keepsTheParametersThatPeopleAddedAndDropsThoseThatAreDeclaredNoLonger() throws Exception {
        job.removeProperty(ParametersDefinitionProperty.class);
        job.addProperty(new ParametersDefinitionProperty(
                List.of(new StringParameterDefinition("REGION", "ours"), new StringParameterDefinition("OTHER", "x"))));

        var run = JENKINS.buildAndAssertSuccess(job);

        JENKINS.assertLogContains("region ours", run);
        assertThat(names()).containsExactly("REGION", "OTHER", "App.revision");

        job.setDefinition(new ReleasePipelineDefinition(Shop.pipeline("https://git.example.com/shop.git", Shop.NOTHING)
                .replace("git url: 'https://git.example.com/shop.git', branch: 'main'", "scm()")));
        JENKINS.configRoundtrip(job);
        assertThat(names()).containsExactly("REGION", "OTHER");
    }

    private List<String> names() {
        return job.getProperty(ParametersDefinitionProperty.class).getParameterDefinitionNames();
    }

    private HtmlPage form() throws Exception {
        var browser = JENKINS.createWebClient().withThrowExceptionOnFailingStatusCode(false);
        return browser.getPage(job, "build?delay=0sec");
    }

    private void define(String region) {
        job.setDefinition(new ReleasePipelineDefinition(
                """
                releasePipeline {
                    variables { string 'REGION', defaultValue: '%s', description: 'Where <production> runs' }
                    stages {
                        stage('Source') { source('App') { git url: '%s'; output 'AppSource' } }
                        stage('Build') {
                            build('Say') { input 'AppSource'; commands 'echo "region #{variables.REGION}, price $(cat price.txt)"' }
                        }
                    }
                }
                """
                        .formatted(region, repository.address())));
    }
}

package io.jenkins.plugins.stagegate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Label;
import hudson.model.Result;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;

/** What authors did wrong is said to them without a stack trace of ours. */
public class MistakesTest {
    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private String repository;

    @Before
    public void openShop() throws Exception {
        repository = ShopRepository.in(folder.newFolder("shop").toPath()).address();
    }

    private void mistakeIsTold(String action, String words) throws Exception {
        var job = JENKINS.createProject(WorkflowJob.class);
        job.setDefinition(
                new ReleasePipelineDefinition(Shop.pipeline(repository, "stage('Build') { " + action + " }")));
        var run = JENKINS.buildAndAssertStatus(Result.FAILURE, job);
        var log = JenkinsRule.getLog(run);
        assertThat(log).contains(words).doesNotContain("\tat ", "Exception");
    }

    @Test
    public void anOutputWithoutFiles() throws Exception {
        mistakeIsTold("build('Package') { commands 'true'; output 'Shop', files: 'none/*.jar' }", "none/*.jar");
    }

    @Test
    public void anOutputWithoutFilesOnAnAgent() throws Exception {
        JENKINS.createOnlineSlave(Label.get("linux"));
        mistakeIsTold(
                "build('Package') { agent 'linux'; commands 'true'; output 'Shop', files: 'none/*.jar' }",
                "none/*.jar");
    }

    @Test
    public void aStepThatNeedsAWorkspaceWhereThereIsNone() throws Exception {
        mistakeIsTold("build('Package') { agent none; steps { sh 'make' } }", "needs an agent");
    }

    @Test
    public void aCommandThatFails() throws Exception {
        mistakeIsTold("build('Package') { commands 'exit 3' }", "exit code 3");
    }

    @Test
    public void aBranchThatIsNotThere() throws Exception {
        var job = JENKINS.createProject(WorkflowJob.class);
        job.setDefinition(new ReleasePipelineDefinition(
                Shop.pipeline(repository, Shop.NOTHING).replace("branch: 'main'", "branch: 'nowhere'")));
        var log = JenkinsRule.getLog(JENKINS.buildAndAssertStatus(Result.FAILURE, job));
        assertThat(log).contains("nowhere").doesNotContain("\tat ", "Exception");
    }

    @Test
    public void aDefinitionThatIsTooLong() throws Exception {
        definitionIsRefused("// " + "x".repeat(300_000), "characters; a definition may have");
    }

    @Test
    public void aDefinitionThatIsTooDeep() throws Exception {
        definitionIsRefused("releasePipeline " + "{ stages ".repeat(5_000), "brackets are open here");
    }

    private void definitionIsRefused(String text, String words) throws Exception {
        var job = JENKINS.createProject(WorkflowJob.class);
        job.setDefinition(new ReleasePipelineDefinition(text));
        var log = JenkinsRule.getLog(JENKINS.buildAndAssertStatus(Result.FAILURE, job));
        assertThat(log).contains(words).doesNotContain("\tat ", "Exception", "StackOverflow");
    }

    @Test
    public void aDefinitionThatIsNone() throws Exception {
        var job = JENKINS.createProject(WorkflowJob.class);
        job.setDefinition(new ReleasePipelineDefinition("node { echo 'x' }"));
        var log = JenkinsRule.getLog(JENKINS.buildAndAssertStatus(Result.FAILURE, job));
        assertThat(log).contains("Start the file with `releasePipeline {`").doesNotContain("\tat ", "Exception");
    }
}

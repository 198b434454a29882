package io.jenkins.plugins.stagegate.plugin.multibranch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import jenkins.branch.OrganizationFolder;
import jenkins.scm.api.mixin.ChangeRequestCheckoutStrategy;
import jenkins.scm.impl.mock.MockSCMController;
import jenkins.scm.impl.mock.MockSCMDiscoverBranches;
import jenkins.scm.impl.mock.MockSCMDiscoverChangeRequests;
import jenkins.scm.impl.mock.MockSCMNavigator;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** The repositories of an organization, their branches and pull requests. */
public class OrganizationTest {
    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    private MockSCMController forge;
    private OrganizationFolder organization;

    @Before
    public void openShops() throws Exception {
        forge = MockSCMController.create();
        forge.createRepository("shop");
        write("shop", "master", "Jenkinsfile", pipeline("from master"));
        forge.createRepository("scripts");
        write("scripts", "master", "README", "no pipeline here");
        organization = JENKINS.createProject(OrganizationFolder.class);
        organization
                .getNavigators()
                .add(new MockSCMNavigator(
                        forge,
                        new MockSCMDiscoverBranches(),
                        new MockSCMDiscoverChangeRequests(ChangeRequestCheckoutStrategy.HEAD)));
        organization.getProjectFactories().replaceBy(List.of(new ReleaseProjectFactory()));
    }

    @After
    public void close() throws Exception {
        organization.delete();
        forge.close();
    }

    @Test
    public void makesAProjectOfEachRepositoryThatHasTheFile() throws Exception {
        scan();

        assertThat(organization.getItems())
                .extracting(project -> project.getName())
                .containsExactly("shop");
        assertThat(organization.getItem("shop")).isInstanceOf(WorkflowMultiBranchProject.class);
        assertRan("shop/master", "from master");
    }

    @Test
    public void makesAPipelineOfAPullRequest() throws Exception {
        int number = forge.openChangeRequest("shop", "master");
        write("shop", "change-request/" + number, "Jenkinsfile", pipeline("from the pull request"));

        scan();

        assertRan("shop/master", "from master");
        assertRan("shop/CR-" + number, "from the pull request");
    }

    @Test
    public void takesUpARepositoryThatGetsTheFileLaterAndAnotherPath() throws Exception {
        scan();
        write("scripts", "master", "release/Jenkinsfile", pipeline("from elsewhere"));
        var factory = new ReleaseProjectFactory();
        factory.setScriptPath("release/Jenkinsfile");
        organization.getProjectFactories().add(factory);

        scan();

        assertRan("scripts/master", "from elsewhere");
    }

    @Test
    public void keepsTheFactoryAsTheFormShowsIt() throws Exception {
        var factory = new ReleaseProjectFactory();
        factory.setScriptPath("release/Jenkinsfile");
        organization.getProjectFactories().replaceBy(List.of(factory));

        JENKINS.configRoundtrip(organization);

        assertThat(organization.getProjectFactories())
                .singleElement()
                .isInstanceOfSatisfying(ReleaseProjectFactory.class, kept -> assertThat(kept.getScriptPath())
                        .isEqualTo("release/Jenkinsfile"));
    }

    private void assertRan(String job, String words) throws Exception {
        var run = JENKINS.jenkins
                .getItemByFullName(organization.getName() + "/" + job, WorkflowJob.class)
                .getBuildByNumber(1);
        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(run));
        JENKINS.assertLogContains(words, run);
    }

    private void scan() throws Exception {
        organization.scheduleBuild2(0).getFuture().get(100, TimeUnit.SECONDS);
        JENKINS.waitUntilNoActivityUpTo(100_000);
        for (var project : organization.getItems()) {
            BranchVerdicts.settle(JENKINS, (WorkflowMultiBranchProject) project);
        }
    }

    private void write(String repository, String branch, String file, String content) throws Exception {
        forge.addFile(repository, branch, "Write " + file, file, content.getBytes(StandardCharsets.UTF_8));
    }

    private static String pipeline(String words) {
        return """
                releasePipeline {
                    stages {
                        stage('Source') { source('App') { scm(); output 'AppSource' } }
                        stage('Build') { build('Say') { input 'AppSource'; commands 'echo "%s"' } }
                    }
                }
                """
                .formatted(words);
    }
}

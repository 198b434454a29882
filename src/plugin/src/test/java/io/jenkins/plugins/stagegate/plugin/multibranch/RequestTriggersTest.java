package io.jenkins.plugins.stagegate.plugin.multibranch;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagegate.plugin.Eventually;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import jenkins.branch.BranchSource;
import jenkins.scm.api.SCMEvent;
import jenkins.scm.api.SCMHeadEvent;
import jenkins.scm.api.mixin.ChangeRequestCheckoutStrategy;
import jenkins.scm.impl.mock.MockSCMController;
import jenkins.scm.impl.mock.MockSCMDiscoverBranches;
import jenkins.scm.impl.mock.MockSCMDiscoverChangeRequests;
import jenkins.scm.impl.mock.MockSCMHeadEvent;
import jenkins.scm.impl.mock.MockSCMSource;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** Triggers of branches and pull requests of a provider that is nowhere but in memory, and has no git. A definition there cannot be read without a checkout, so that the first build starts as ever. */
public class RequestTriggersTest {
    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    private MockSCMController forge;
    private WorkflowMultiBranchProject project;

    @Before
    public void openShop() throws Exception {
        forge = MockSCMController.create();
        forge.createRepository("shop");
        write("master", "Jenkinsfile", pipeline("push { branches include: ['master'] }"));
        project = JENKINS.createProject(WorkflowMultiBranchProject.class);
        project.setProjectFactory(new ReleaseBranchFactory());
        project.getSourcesList()
                .add(new BranchSource(new MockSCMSource(
                        forge,
                        "shop",
                        new MockSCMDiscoverBranches(),
                        new MockSCMDiscoverChangeRequests(ChangeRequestCheckoutStrategy.HEAD))));
    }

    @After
    public void close() throws IOException {
        forge.close();
    }

    @Test
    public void startsAPullRequestThatItsTriggersAreAbout() throws Exception {
        int number = forge.openChangeRequest("shop", "master");
        write("change-request/" + number, "Jenkinsfile", pipeline("pullRequest { branches include: ['master'] }"));

        scan();
        write("change-request/" + number, "price.txt", "200");

        scan();

        assertThat(verdicts("CR-" + number))
                .containsExactly("started execution 2: the event is UPDATED; branch `master` matched `master`");
        JENKINS.assertBuildStatusSuccess(job("CR-" + number).getBuildByNumber(2));
    }

    @Test
    public void asksTheTriggersWhenThePluginOfTheProviderHeardOfAPush() throws Exception {
        scan();
        write("master", "price.txt", "200");

        SCMHeadEvent.fireNow(new MockSCMHeadEvent(
                SCMEvent.Type.UPDATED, forge, "shop", "master", forge.getRevision("shop", "master")));

        Eventually.of(() -> assertThat(verdicts("master"))
                .containsExactly("started execution 2: branch `master` matched `master`"));
        JENKINS.waitUntilNoActivityUpTo(100_000);
        assertThat(job("master").getBuilds()).hasSize(2);
    }

    private WorkflowJob job(String name) {
        return project.getItem(name);
    }

    private List<String> verdicts(String name) throws Exception {
        return BranchVerdicts.of(job(name));
    }

    private void scan() throws Exception {
        project.scheduleBuild2(0).getFuture().get(100, TimeUnit.SECONDS);
        for (WorkflowJob job : project.getItems()) {
            Eventually.of(() -> assertThat(BranchVerdicts.waiting(job)).isZero());
        }
        JENKINS.waitUntilNoActivityUpTo(100_000);
    }

    private void write(String branch, String file, String content) throws IOException {
        forge.addFile("shop", branch, "Write " + file, file, content.getBytes(StandardCharsets.UTF_8));
    }

    private static String pipeline(String triggers) {
        return """
                releasePipeline {
                    triggers { %s }
                    stages {
                        stage('Source') { source('App') { scm(); output 'AppSource' } }
                        stage('Build') { build('Say') { input 'AppSource'; commands 'true' } }
                    }
                }
                """
                .formatted(triggers);
    }
}

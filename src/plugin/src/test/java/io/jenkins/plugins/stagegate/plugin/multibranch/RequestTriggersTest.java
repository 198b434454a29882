package io.jenkins.plugins.stagegate.plugin.multibranch;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Queue;
import hudson.model.Result;
import io.jenkins.plugins.stagegate.plugin.Eventually;
import io.jenkins.plugins.stagegate.plugin.host.Pipelines;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import jenkins.branch.BranchProperty;
import jenkins.branch.BranchSource;
import jenkins.branch.DefaultBranchPropertyStrategy;
import jenkins.branch.NoTriggerBranchProperty;
import jenkins.scm.api.SCMEvent;
import jenkins.scm.api.SCMHeadEvent;
import jenkins.scm.api.mixin.ChangeRequestCheckoutStrategy;
import jenkins.scm.impl.mock.MockChangeRequestFlags;
import jenkins.scm.impl.mock.MockLatency;
import jenkins.scm.impl.mock.MockRepositoryFlags;
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

/**
 * Triggers of branches and pull requests of a provider that is nowhere but in memory, and has no git. A definition there cannot be
 * read without a checkout, so that a build must read the first one.
 */
public class RequestTriggersTest {
    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    private MockSCMController forge;
    private WorkflowMultiBranchProject project;

    @Before
    public void openShop() throws Exception {
        forge = MockSCMController.create();
        forge.createRepository("shop", MockRepositoryFlags.FORKABLE);
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
                .containsExactly(
                        "started execution 1: the event is OPEN; branch `master` matched `master`",
                        "started execution 2: the event is UPDATED; branch `master` matched `master`");
        var reading = job("CR-" + number).getBuildByNumber(1);
        JENKINS.assertBuildStatus(Result.NOT_BUILT, reading);
        JENKINS.assertLogContains("The triggers in it decide now", reading);
        JENKINS.assertBuildStatusSuccess(job("CR-" + number).getBuildByNumber(2));
        JENKINS.assertBuildStatusSuccess(job("CR-" + number).getBuildByNumber(3));
    }

    @Test
    public void startsNothingAtFirstThatItsTriggersAreNotAbout() throws Exception {
        forge.createBranch("shop", "feature");
        write("feature", "Jenkinsfile", pipeline("push { branches include: ['master'] }"));
        int number = forge.openChangeRequest("shop", "master");
        int fork = forge.openChangeRequest("shop", "master", MockChangeRequestFlags.FORK);
        for (int one : List.of(number, fork)) {
            write(
                    "change-request/" + one,
                    "Jenkinsfile",
                    pipeline("pullRequest { events OPEN }; push { tags include: ['v*'] }"));
        }
        write("change-request/" + number, "Jenkinsfile", pipeline("pullRequest { branches include: ['release'] }"));

        scan();
        scan();

        assertThat(verdicts("feature")).containsExactly("branch `feature` did not match `master`");
        assertThat(verdicts("CR-" + number)).containsExactly("branch `master` did not match `release`");
        assertThat(verdicts("CR-" + fork))
                .containsExactly(
                        "the pull request comes from a fork, whose commits could be anybody's",
                        "it is about pushes, and this is a pull request to the branch `master`");
        for (String name : List.of("feature", "CR-" + number, "CR-" + fork)) {
            assertThat(job(name).getBuilds()).as(name).singleElement().satisfies(reading -> {
                assertThat(reading.getResult()).isEqualTo(Result.NOT_BUILT);
                JENKINS.assertLogNotContains("+ true", reading);
            });
            assertThat(Pipelines.get().of(job(name)).engine().latest(Long.MAX_VALUE, 1))
                    .isEmpty();
        }
    }

    @Test
    public void startsABranchWithoutTriggersAboutChangesAtOnce() throws Exception {
        write("master", "Jenkinsfile", pipeline("schedule cron: '0 0 3 ? * MON-FRI'; pipeline 'core'"));
        scan();
        write("master", "price.txt", "200");
        scan();
        scan();

        assertThat(job("master").getBuilds()).hasSize(2);
        JENKINS.assertBuildStatusSuccess(job("master").getBuildByNumber(1));
        JENKINS.assertBuildStatusSuccess(job("master").getBuildByNumber(2));
    }

    @Test
    public void startsNothingThatTheProjectKeepsItsScanFromStarting() throws Exception {
        scan();
        project.getSourcesList()
                .get(0)
                .setStrategy(new DefaultBranchPropertyStrategy(new BranchProperty[] {new NoTriggerBranchProperty()}));
        write("master", "price.txt", "200");
        scan();

        assertThat(verdicts("master")).as("the first revision alone").hasSize(1);
        assertThat(job("master").getBuilds()).hasSize(2);
    }

    @Test
    public void letsNobodyElseWaitForARepositoryThatIsSlow() throws Exception {
        scan();
        write("master", "price.txt", "200");
        var asked = new CountDownLatch(1);
        var answer = new CountDownLatch(1);
        forge.withLatency(new MockLatency() {
            @Override
            public void apply() throws InterruptedException {
                if (isAboutStarts()) {
                    asked.countDown();
                    answer.await();
                }
            }
        });

        var scanned = project.scheduleBuild2(0).getFuture();
        assertThat(asked.await(60, TimeUnit.SECONDS)).isTrue();
        var free = new CountDownLatch(1);
        try {
            Eventually.of(() -> assertThat(Queue.tryWithLock(free::countDown))
                    .as("the queue is free")
                    .isTrue());
            assertThat(scanned.get(100, TimeUnit.SECONDS)).isNotNull();
        } finally {
            answer.countDown();
        }
        BranchVerdicts.settle(JENKINS, project);

        assertThat(verdicts("master")).last().isEqualTo("started execution 2: branch `master` matched `master`");
    }

    private static boolean isAboutStarts() {
        return StackWalker.getInstance()
                .walk(frames -> frames.anyMatch(frame -> frame.getClassName().equals(BranchStarts.class.getName())));
    }

    @Test
    public void asksTheTriggersWhenThePluginOfTheProviderHeardOfAPush() throws Exception {
        scan();
        write("master", "price.txt", "200");

        SCMHeadEvent.fireNow(new MockSCMHeadEvent(
                SCMEvent.Type.UPDATED, forge, "shop", "master", forge.getRevision("shop", "master")));

        Eventually.of(() -> assertThat(verdicts("master"))
                .containsExactly(
                        "started execution 1: branch `master` matched `master`",
                        "started execution 2: branch `master` matched `master`"));
        JENKINS.waitUntilNoActivityUpTo(100_000);
        assertThat(job("master").getBuilds())
                .as("one of them only read the definition")
                .hasSize(3);
    }

    private WorkflowJob job(String name) {
        return project.getItem(name);
    }

    private List<String> verdicts(String name) throws Exception {
        return BranchVerdicts.of(job(name));
    }

    private void scan() throws Exception {
        BranchVerdicts.scan(JENKINS, project);
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

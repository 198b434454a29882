package io.jenkins.plugins.stagegate.plugin.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.ExtensionList;
import hudson.model.Executor;
import hudson.model.ExecutorListener;
import hudson.model.Queue;
import hudson.model.listeners.ItemListener;
import hudson.plugins.git.BranchSpec;
import hudson.plugins.git.GitSCM;
import hudson.plugins.git.UserRemoteConfig;
import hudson.triggers.SCMTrigger;
import io.jenkins.plugins.stagegate.plugin.Eventually;
import io.jenkins.plugins.stagegate.plugin.host.Pipelines;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineScmDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import jenkins.scm.api.SCMEvent;
import jenkins.scm.api.SCMHeadEvent;
import jenkins.scm.impl.mock.MockSCMController;
import jenkins.scm.impl.mock.MockSCMHeadEvent;
import org.eclipse.jgit.transport.URIish;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;

/** What is found by looking at repositories, and who else makes Jenkins look. */
public class LooksTest {
    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @Rule
    public final HookedShop shop = new HookedShop();

    private WorkflowJob job;

    @Before
    public void openShop() throws Exception {
        HookedShop.prepare();
        job = JENKINS.createProject(WorkflowJob.class);
    }

    @Test
    public void findsWhatNoHookToldOf() throws Exception {
        shop.define(job, "push { branches include: ['main'] }");
        lookFirst();
        var pushed = shop.commit("price.txt", "200\n");

        triggers().lookSoon();

        assertStarted(pushed);
    }

    @Test
    public void looksFromTimeToTimeByItself() throws Exception {
        shop.define(job, "push { branches include: ['main'] }");
        var now = Instant.now();
        var minute = Duration.ofMinutes(1);
        triggers().tick(now, minute);
        triggers().tick(now.plus(minute), minute);
        Eventually.of(() -> assertThat(triggers().hasLooked()).isTrue());
        var pushed = shop.commit("price.txt", "200\n");

        triggers().tick(now.plus(minute), minute);
        triggers().tick(now.plus(minute.multipliedBy(3)), minute);

        assertStarted(pushed);
    }

    @Test
    public void looksWhenThePluginOfAProviderHeardOfAPush() throws Exception {
        shop.define(job, "push { branches include: ['main'] }");
        lookFirst();
        var pushed = shop.commit("price.txt", "200\n");

        try (var controller = MockSCMController.create()) {
            var name = shop.files().getFileName().toString();
            controller.createRepository(name);
            SCMHeadEvent.fireNow(new MockSCMHeadEvent(
                    SCMEvent.Type.UPDATED, controller, name, "master", controller.getRevision(name, "master")));
        }

        assertStarted(pushed);
    }

    @Test
    public void startsOneBuildAlthoughItTakesItsTimeFromTheQueueToItsFirstMoment() throws Exception {
        shop.define(job, "push { branches include: ['main'] }");
        lookFirst();
        var pushed = shop.commit("price.txt", "200\n");
        var held = SlowBeginning.of(job);

        triggers().lookSoon();
        held.begun.await();
        for (int i = 0; i < 3; i++) {
            triggers().wake();
            triggers().settle();
        }
        held.goOn.countDown();

        assertStarted(pushed);
    }

    @Test
    public void looksWhenSomebodyNotifiesThePluginGitOfACommit() throws Exception {
        shop.define(job, "push { branches include: ['main'] }");
        lookFirst();
        var pushed = shop.commit("price.txt", "200\n");

        new CommitNotices().onNotifyCommit("test", new URIish(shop.address()), null, List.of(), "main");

        assertStarted(pushed);
    }

    @Test
    public void takesTheCommitForAJobWhoseDefinitionIsInTheRepository() throws Exception {
        defineFromScm();
        lookFirst();
        var pushed = shop.commit("price.txt", "200\n");
        triggers().lookSoon();
        Eventually.of(() -> assertThat(job.getBuilds()).isNotEmpty());
        shop.commit("price.txt", "300\n");

        assertStarted(pushed);
    }

    @Test
    public void pinsADefinitionInTheRepositoryToThePushedCommit() throws Exception {
        defineFromScm();
        var pushed = shop.commit("price.txt", "200\n");
        shop.commit("Jenkinsfile", "nonsense");

        shop.github(JENKINS, "push", shop.push("main", "0".repeat(40), pushed));

        Eventually.of(() -> assertThat(HookedShop.verdicts(job)).hasSize(1));
        assertThat(HookedShop.verdicts(job).get(0))
                .as("what the definition says by now")
                .contains("releasePipeline");
        shop.commit("Jenkinsfile", definition());
        shop.commit("price.txt", "300\n");

        shop.github(JENKINS, "push", shop.push("main", "1".repeat(40), pushed));

        assertStarted(pushed);
    }

    @Test
    public void letsJenkinsOwnPollingFindWhatChanged() throws Exception {
        defineFromScm();
        JENKINS.buildAndAssertSuccess(job);
        var trigger = new SCMTrigger("");
        job.addTrigger(trigger);
        trigger.start(job, true);
        trigger.run();
        JENKINS.waitUntilNoActivity();
        assertThat(job.getBuilds()).as("nothing has changed").hasSize(1);
        shop.commit("price.txt", "300\n");

        trigger.run();

        Eventually.of(() -> assertThat(job.getBuilds()).hasSize(2));
        JENKINS.assertLogContains("price 300", JENKINS.waitForCompletion(job.getBuildByNumber(2)));
    }

    @Test
    public void startsOneExecutionIfAHookALookAndAnEventTellOfTheSameCommitAtOnce() throws Exception {
        shop.define(job, "push { branches include: ['main'] }");
        lookFirst();
        var pushed = shop.commit("price.txt", "200\n");
        var hook = shop.push("main", "0".repeat(40), pushed);
        var all = Executors.newFixedThreadPool(3);
        try (var controller = MockSCMController.create()) {
            var name = shop.files().getFileName().toString();
            controller.createRepository(name);
            var event = new MockSCMHeadEvent(
                    SCMEvent.Type.UPDATED, controller, name, "master", controller.getRevision(name, "master"));
            var together = new CyclicBarrier(3);
            var told = all.invokeAll(List.<Callable<Object>>of(
                    () -> together.await() + shop.github(JENKINS, "push", hook).statusCode(),
                    () -> {
                        together.await();
                        triggers().lookSoon();
                        return null;
                    },
                    () -> {
                        together.await();
                        SCMHeadEvent.fireNow(event);
                        return null;
                    }));
            for (var one : told) {
                one.get();
            }
        } finally {
            all.shutdown();
        }

        Eventually.of(() -> assertThat(HookedShop.verdicts(job)).hasSize(2));
        JENKINS.waitUntilNoActivity();
        assertThat(HookedShop.verdicts(job).get(0)).startsWith("started execution 1");
        assertThat(HookedShop.verdicts(job).get(1)).startsWith("had already started execution 1");
        assertStarted(pushed);
    }

    private String definition() {
        return shop.pipeline("push { branches include: ['main'] }")
                .replace("git url: '" + shop.address() + "', credentialsId: 'git'", "scm()");
    }

    private void defineFromScm() throws Exception {
        shop.commit("Jenkinsfile", definition());
        job.setDefinition(new ReleasePipelineScmDefinition(new GitSCM(
                List.of(new UserRemoteConfig(shop.address(), null, null, "git")),
                List.of(new BranchSpec("*/main")),
                null,
                null,
                List.of())));
        job.save();
        ItemListener.fireOnUpdated(job);
        Eventually.of(() -> assertThat(Triggers.get().of(job)).isPresent());
    }

    /** Holds up the first build of one job when it has left the queue, but does not say yet what it is for. */
    @TestExtension
    public static final class SlowBeginning implements ExecutorListener {
        final CountDownLatch begun = new CountDownLatch(1);
        final CountDownLatch goOn = new CountDownLatch(1);
        private volatile WorkflowJob slow;

        static SlowBeginning of(WorkflowJob job) {
            var held = ExtensionList.lookupSingleton(SlowBeginning.class);
            held.slow = job;
            return held;
        }

        @Override
        public void taskStarted(Executor executor, Queue.Task task) {
            if (task == slow) {
                begun.countDown();
                try {
                    goOn.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    private JobTriggers triggers() throws Exception {
        return Triggers.get().listen(Pipelines.get().of(job));
    }

    private void lookFirst() throws Exception {
        triggers().lookSoon();
        Eventually.of(() -> assertThat(triggers().hasLooked()).isTrue());
    }

    private void assertStarted(String commit) throws Exception {
        Eventually.of(() -> assertThat(HookedShop.verdicts(job))
                .anyMatch(one -> one.startsWith("started execution 1: branch `main` matched")));
        var run = JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(job.getBuildByNumber(1)));
        JENKINS.assertLogContains(" at " + commit, run);
        JENKINS.assertLogContains("price 200", run);
        assertThat(job.getBuilds()).hasSize(1);
    }
}

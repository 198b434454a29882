package io.jenkins.plugins.stagegate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.ExtensionList;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.listeners.SCMListener;
import hudson.plugins.git.BranchSpec;
import hudson.plugins.git.GitSCM;
import hudson.plugins.git.UserRemoteConfig;
import hudson.scm.ChangeLogSet;
import hudson.scm.SCM;
import hudson.scm.SCMRevisionState;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineScmDefinition;
import java.io.File;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.FlagRule;
import org.jvnet.hudson.test.JenkinsSessionRule;
import org.jvnet.hudson.test.TestExtension;

/** Jenkins is restarted when everybody was told what changed, and the source action has not ended. */
public class ChangesRestartTest {
    private static final List<String> TOLD = new CopyOnWriteArrayList<>();
    private static final CountDownLatch NEVER = new CountDownLatch(1);
    private static volatile CountDownLatch reached = new CountDownLatch(0);

    @Rule
    public final JenkinsSessionRule sessions = new JenkinsSessionRule();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Rule
    public final FlagRule<Boolean> localCheckout =
            new FlagRule<>(() -> GitSCM.ALLOW_LOCAL_CHECKOUT, value -> GitSCM.ALLOW_LOCAL_CHECKOUT = value, true);

    /** Notes what it is told. */
    @TestExtension
    public static final class Told extends SCMListener {
        @Override
        public void onCheckout(
                Run<?, ?> build,
                SCM scm,
                FilePath workspace,
                TaskListener listener,
                File changes,
                SCMRevisionState state) {
            TOLD.add("checkout of " + build.getNumber());
        }

        @Override
        public void onChangeLogParsed(Run<?, ?> build, SCM scm, TaskListener listener, ChangeLogSet<?> changes) {
            TOLD.add("changes of " + build.getNumber());
        }
    }

    /** Does not return from what comes last, if somebody waits for that. */
    public static final class Halting extends GitSCM {
        Halting(String address) {
            super(
                    Collections.singletonList(new UserRemoteConfig(address, null, null, null)),
                    Collections.singletonList(new BranchSpec("main")),
                    null,
                    null,
                    new ArrayList<>());
        }

        @Override
        public DescriptorImpl getDescriptor() {
            return ExtensionList.lookupSingleton(DescriptorImpl.class);
        }

        @Override
        public void postCheckout(Run<?, ?> build, Launcher launcher, FilePath workspace, TaskListener listener)
                throws InterruptedException {
            if (reached.getCount() > 0) {
                reached.countDown();
                NEVER.await();
            }
        }
    }

    @Test
    public void nobodyIsToldTwice() throws Throwable {
        var repository = ShopRepository.in(folder.newFolder("shop").toPath());
        repository.commit(
                "Jenkinsfile",
                Shop.pipeline("", Shop.NOTHING).replaceFirst("git url: '', branch: 'main'", "scm()"),
                "Release with Stage Gate");
        sessions.then(jenkins -> {
            var job = jenkins.createProject(WorkflowJob.class, "shop");
            job.setDefinition(new ReleasePipelineScmDefinition(new Halting(repository.address())));
            jenkins.buildAndAssertSuccess(job);
            repository.commit("price.txt", "90\n", "Lower the price");
            TOLD.clear();
            reached = new CountDownLatch(1);
            job.scheduleBuild2(0).waitForStart();
            assertThat(reached.await(100, TimeUnit.SECONDS)).isTrue();
            assertThat(TOLD).contains("changes of 2", "checkout of 2");
        });
        sessions.then(jenkins -> {
            var run =
                    jenkins.jenkins.getItemByFullName("shop", WorkflowJob.class).getBuildByNumber(2);

            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));

            assertThat(TOLD).containsExactlyInAnyOrder("changes of 2", "checkout of 2");
            assertThat(run.getChangeSets()).hasSize(1);
            assertThat(run.getChangeSets().get(0).getItems()).hasSize(1);
        });
    }
}

package io.jenkins.plugins.stagegate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.FilePath;
import hudson.Launcher;
import hudson.model.BuildListener;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import jenkins.model.ArtifactManager;
import jenkins.model.ArtifactManagerConfiguration;
import jenkins.model.ArtifactManagerFactory;
import jenkins.model.ArtifactManagerFactoryDescriptor;
import jenkins.model.StandardArtifactManager;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.BuildWatcher;
import org.jvnet.hudson.test.FlagRule;
import org.jvnet.hudson.test.InboundAgentRule;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.JenkinsSessionRule;
import org.jvnet.hudson.test.TestExtension;

/** Something happens while an artifact is on its way to where it is kept. */
public class TransferTest {
    @ClassRule
    public static final BuildWatcher WATCHER = new BuildWatcher();

    @Rule
    public final JenkinsSessionRule sessions = new JenkinsSessionRule();

    @Rule
    public final InboundAgentRule agents = new InboundAgentRule();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Rule
    public final FlagRule<String> localRepositories =
            FlagRule.systemProperty("io.jenkins.plugins.stagegate.ALLOW_LOCAL_REPOSITORIES", "true");

    private ShopRepository repository;

    @Before
    public void openShop() throws Exception {
        repository = ShopRepository.in(folder.newFolder("shop").toPath());
        SlowArtifacts.begun = new CountDownLatch(1);
        SlowArtifacts.goOn = new CountDownLatch(1);
    }

    @Test
    public void failsWithTheReasonIfJenkinsIsRestartedMeanwhile() throws Throwable {
        sessions.then(jenkins -> {
            var run = start(jenkins, "");
            jenkins.waitForMessage("+ touch packed", run);
            SlowArtifacts.begun.await();
        });
        SlowArtifacts.goOn.countDown();
        sessions.then(jenkins -> {
            var run =
                    jenkins.jenkins.getItemByFullName("shop", WorkflowJob.class).getBuildByNumber(1);

            jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(run));

            jenkins.assertLogContains("Jenkins was restarted in the middle of something that cannot go on", run);
            assertThat(JenkinsRule.getLog(run).split("\\+ echo packed", -1)).hasSize(2);
        });
    }

    @Test
    public void failsWithTheReasonIfTheAgentIsLostMeanwhile() throws Throwable {
        sessions.then(jenkins -> {
            agents.createAgent(jenkins, "worker");
            var run = start(jenkins, "agent 'worker'");
            SlowArtifacts.begun.await();

            agents.stop(jenkins, "worker");
            SlowArtifacts.goOn.countDown();

            jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(run));
            jenkins.assertLogContains("Action 'Package' failed: ", run);
        });
    }

    @Test
    public void stopsIfSomebodyAborts() throws Throwable {
        sessions.then(jenkins -> {
            var run = start(jenkins, "");
            SlowArtifacts.begun.await();

            run.getExecutor().interrupt();

            jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(run));
        });
    }

    private WorkflowRun start(JenkinsRule jenkins, String agent) throws Exception {
        ArtifactManagerConfiguration.get().getArtifactManagerFactories().add(new SlowFactory());
        var job = jenkins.createProject(WorkflowJob.class, "shop");
        job.setDefinition(new ReleasePipelineDefinition(Shop.pipeline(
                repository.address(),
                "stage('Build') { build('Package') { %s; commands 'echo packed', 'touch packed'; output 'Slow' } }"
                        .formatted(agent)
                        .replace("{ ; ", "{ "))));
        return job.scheduleBuild2(0).waitForStart();
    }

    /** Keeps artifacts as Jenkins does by itself, but takes its time for one. */
    public static final class SlowArtifacts extends StandardArtifactManager {
        static volatile CountDownLatch begun;
        static volatile CountDownLatch goOn;

        SlowArtifacts(Run<?, ?> build) {
            super(build);
        }

        @Override
        public void archive(
                FilePath workspace, Launcher launcher, BuildListener listener, Map<String, String> artifacts)
                throws IOException, InterruptedException {
            if (artifacts.containsKey("stage-gate/Slow.zip")) {
                begun.countDown();
                goOn.await();
            }
            super.archive(workspace, launcher, listener, artifacts);
        }
    }

    /** Takes the slow manager for every build. */
    public static final class SlowFactory extends ArtifactManagerFactory {
        @Override
        public ArtifactManager managerFor(Run<?, ?> build) {
            return new SlowArtifacts(build);
        }

        @TestExtension
        public static final class DescriptorImpl extends ArtifactManagerFactoryDescriptor {}
    }
}

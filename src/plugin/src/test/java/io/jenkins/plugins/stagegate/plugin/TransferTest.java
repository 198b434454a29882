package io.jenkins.plugins.stagegate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.FilePath;
import hudson.Launcher;
import hudson.XmlFile;
import hudson.model.BuildListener;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.Saveable;
import hudson.model.listeners.SaveableListener;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import jenkins.model.ArtifactManager;
import jenkins.model.ArtifactManagerConfiguration;
import jenkins.model.ArtifactManagerFactory;
import jenkins.model.ArtifactManagerFactoryDescriptor;
import jenkins.model.StandardArtifactManager;
import jenkins.util.VirtualFile;
import org.apache.commons.io.FileUtils;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.BuildWatcher;
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

    private ShopRepository repository;

    @Before
    public void openShop() throws Exception {
        repository = ShopRepository.in(folder.newFolder("shop").toPath());
        SlowArtifacts.holdAt("storing");
    }

    @Test
    public void storesOnceMoreIfJenkinsIsRestartedMeanwhile() throws Throwable {
        endJenkinsThereAndFinish();
    }

    @Test
    public void storesOnceMoreIfJenkinsIsRestartedBeforeItIsKnownWhatWasStored() throws Throwable {
        SlowArtifacts.holdAt("stored");
        endJenkinsThereAndFinish();
    }

    @Test
    public void believesWhatIsInTheRecordIfJenkinsCrashesBeforeTheEngineIsTold() throws Throwable {
        SlowArtifacts.holdAt("");
        var crashed = folder.getRoot().toPath().resolve("crashed");
        sessions.then(jenkins -> {
            Recorded.copyTo(crashed);
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(start(jenkins, "")));
        });
        var job = sessions.getHome().toPath().resolve("jobs/shop");
        FileUtils.deleteDirectory(job.toFile());
        FileUtils.moveDirectory(crashed.toFile(), job.toFile());
        sessions.then(TransferTest::finish);
    }

    @Test
    public void takesInOnceMoreIfJenkinsIsRestartedMeanwhile() throws Throwable {
        SlowArtifacts.holdAt("taking in");
        endJenkinsThereAndFinish();
    }

    /** Whoever is held stays so for good, as if it had ended with Jenkins. */
    private void endJenkinsThereAndFinish() throws Throwable {
        sessions.then(jenkins -> {
            start(jenkins, "");
            SlowArtifacts.begun.await();
        });
        SlowArtifacts.holdAt("");
        sessions.then(TransferTest::finish);
    }

    private static void finish(JenkinsRule jenkins) throws Exception {
        var run = jenkins.jenkins.getItemByFullName("shop", WorkflowJob.class).getBuildByNumber(1);

        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));

        jenkins.assertLogContains("once more", run);
        assertThat(JenkinsRule.getLog(run)).containsOnlyOnce("+ echo packed").containsOnlyOnce("+ ls packed");
        assertThat(run.getArtifacts())
                .extracting(Run.Artifact::getFileName)
                .containsOnlyOnce("AppSource.zip", "Slow.zip");
    }

    @Test
    public void failsWithTheReasonIfTheAgentIsLostMeanwhile() throws Throwable {
        sessions.then(this::loseTheAgentThere);
    }

    @Test
    public void failsWithTheReasonIfTheAgentIsLostWhileItTakesIn() throws Throwable {
        SlowArtifacts.holdAt("taking in");
        sessions.then(this::loseTheAgentThere);
    }

    private void loseTheAgentThere(JenkinsRule jenkins) throws Throwable {
        agents.createAgent(jenkins, "worker");
        var run = start(jenkins, "agent 'worker'");
        SlowArtifacts.begun.await();

        agents.stop(jenkins, "worker");
        SlowArtifacts.goOn.countDown();

        jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(run));
        jenkins.assertLogContains("Action 'Package' failed: ", run);
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
                """
                stage('Build') {
                    build('Package') {
                        %s
                        input 'AppSource'
                        commands 'echo packed', 'touch packed'
                        output 'Slow'
                    }
                    test('Look') { input 'Slow'; commands 'ls packed' }
                }
                """
                        .formatted(agent))));
        return job.scheduleBuild2(0).waitForStart();
    }

    /** Keeps artifacts as Jenkins does by itself, but holds up whoever comes to a certain moment. */
    public static final class SlowArtifacts extends StandardArtifactManager {
        private static volatile String where;
        static volatile CountDownLatch begun;
        static volatile CountDownLatch goOn;

        SlowArtifacts(Run<?, ?> build) {
            super(build);
        }

        /** Holds up whoever comes there from now on; whoever is held already stays so. */
        static void holdAt(String moment) {
            where = moment;
            begun = new CountDownLatch(1);
            goOn = new CountDownLatch(1);
        }

        static void reached(String moment) throws IOException {
            if (moment.equals(where)) {
                var held = goOn;
                begun.countDown();
                try {
                    held.await();
                } catch (InterruptedException e) {
                    throw new InterruptedIOException();
                }
            }
        }

        @Override
        public void archive(
                FilePath workspace, Launcher launcher, BuildListener listener, Map<String, String> artifacts)
                throws IOException, InterruptedException {
            boolean slow = artifacts.containsKey("stage-gate/Slow.zip");
            if (slow) {
                reached("storing");
            }
            super.archive(workspace, launcher, listener, artifacts);
            if (slow) {
                reached("stored");
            }
        }

        /** What asks in this thread takes artifacts in. */
        @Override
        public VirtualFile root() {
            if (Thread.currentThread().getName().contains("NonBlockingStepExecution")) {
                try {
                    reached("taking in");
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            return super.root();
        }
    }

    /** Copies the job as it is on disk when the build's record has the artifact for the first time: as a crash would leave it. */
    @TestExtension("believesWhatIsInTheRecordIfJenkinsCrashesBeforeTheEngineIsTold")
    public static final class Recorded extends SaveableListener {
        private static volatile Path target;

        static void copyTo(Path folder) {
            target = folder;
        }

        @Override
        public void onChange(Saveable saved, XmlFile file) {
            try {
                if (saved instanceof WorkflowRun run
                        && Files.notExists(target)
                        && file.asString().contains("stage-gate/Slow.zip")) {
                    FileUtils.copyDirectory(run.getParent().getRootDir(), target.toFile());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
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

package io.jenkins.plugins.stagegate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hudson.model.Label;
import hudson.model.Result;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.jenkinsci.plugins.durabletask.BourneShellScript;
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

/**
 * A release is aborted, or loses its agent, in each of its phases. With the tests named here every phase is shown:
 *
 * <table>
 * <caption>Phases and what befalls them</caption>
 * <tr><th>phase</th><th>restart</th><th>crash</th><th>agent lost</th><th>abort</th></tr>
 * <tr><td>queued for an executor</td><td>{@code RestartTest.goesOnWaitingForAnAgentAfterARestart}</td>
 *     <td>{@link ReleaseCrashTest#goesOnFromEveryPhaseAfterACrash}</td><td>{@link #waitsForAnAgentThatIsNotThereAndSaysSo}</td>
 *     <td>{@link #stopsWhatWaitsForAnAgent}</td></tr>
 * <tr><td>running {@code sh}</td><td>{@link ReleaseRestartTest#goesOnAfterARestartWhileAScriptRunsOnAnAgent}</td>
 *     <td>{@code CrashTest.finishesEveryActionAlthoughJenkinsIsKilled},
 *         {@link ReleaseCrashTest#runsNothingTwiceIfJenkinsCrashesBetweenActionsAndBelievesAnOldQueue}</td>
 *     <td>{@link #goesOnWithAScriptWhoseAgentComesBack}, {@link #stopsWithTheReasonIfAnAgentIsRemoved},
 *         {@link #failsWithTheReasonIfAScriptEndsWithItsAgent}</td>
 *     <td>{@link ReleaseRunsTest#stopsTheExecutionOfABuildThatSomebodyAborts}, {@link #stopsWhatRunsOnAnAgentThatIsGone},
 *         {@code StopTest.endsAStepThatWillNotStop}, {@code StopTest.endsAScriptThatWillNotStop}; timeout:
 *         {@code StopTest.endsAStepThatWillNotStopWhenItsTimeIsUp}</td></tr>
 * <tr><td>between two actions</td><td>{@code RestartTest.staysParkedOverARestart}</td>
 *     <td>{@code CrashTest.finishesAlthoughJenkinsIsKilledInItsFirstMoment},
 *         {@link ReleaseCrashTest#runsNothingTwiceIfJenkinsCrashesBetweenActionsAndBelievesAnOldQueue}</td><td>holds none</td>
 *     <td>{@code StopTest.neverBeginsAnActionThatIsStoppedWhileItWaits}</td></tr>
 * <tr><td>at a gate</td><td>{@link ReleaseRestartTest#goesOnAfterARestartAtAGate}</td><td>{@link ReleaseCrashTest#goesOnFromEveryPhaseAfterACrash}</td><td>holds none</td>
 *     <td>{@link ReleaseRestartTest#remembersAfterARestartWhatWasStopped}</td></tr>
 * <tr><td>at a closed transition</td><td>{@link ReleaseRestartTest#goesOnAfterARestartInFrontOfAClosedTransition}</td>
 *     <td>{@link ReleaseCrashTest#goesOnFromEveryPhaseAfterACrash}</td><td>holds none</td><td>{@link #stopsWhatWaitsInFrontOfAClosedTransition}</td></tr>
 * <tr><td>inputs under way</td><td>{@link TransferTest#takesInOnceMoreIfJenkinsIsRestartedMeanwhile}</td>
 *     <td>{@link ReleaseCrashTest#storesAndTakesInOnceMoreIfJenkinsCrashesMeanwhile}</td>
 *     <td>{@link TransferTest#failsWithTheReasonIfTheAgentIsLostWhileItTakesIn}</td><td>as with outputs</td></tr>
 * <tr><td>outputs under way</td><td>{@link TransferTest#storesOnceMoreIfJenkinsIsRestartedMeanwhile}</td>
 *     <td>{@link ReleaseCrashTest#storesAndTakesInOnceMoreIfJenkinsCrashesMeanwhile}</td>
 *     <td>{@link TransferTest#failsWithTheReasonIfTheAgentIsLostMeanwhile}</td><td>{@link TransferTest#stopsIfSomebodyAborts}</td></tr>
 * <tr><td>outputs stored, not told</td><td>{@link TransferTest#storesOnceMoreIfJenkinsIsRestartedBeforeItIsKnownWhatWasStored}</td>
 *     <td>{@link TransferTest#believesWhatIsInTheRecordIfJenkinsCrashesBeforeTheEngineIsTold}</td><td>holds none</td><td>ends in a moment</td></tr>
 * </table>
 */
public class ReleasePhasesTest {
    private static final AtomicInteger NAMES = new AtomicInteger();

    @ClassRule
    public static final BuildWatcher WATCHER = new BuildWatcher();

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    static {
        JENKINS.timeout = 0; // it is for the whole class
    }

    @Rule
    public final InboundAgentRule agents = new InboundAgentRule();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private ShopRepository repository;
    private Path flag;

    @Before
    public void openShop() throws Exception {
        repository = ShopRepository.in(folder.newFolder("shop").toPath());
        flag = folder.getRoot().toPath().resolve("flag");
    }

    @Test
    public void waitsForAnAgentThatIsNotThereAndSaysSo() throws Exception {
        var run = job("stage('Build') { build('Package') { agent 'absent'; commands 'echo at last' } }")
                .scheduleBuild2(0)
                .waitForStart();

        var line = Line.of(JENKINS, run.getParent());
        Eventually.of(() -> assertThat(waiting(line)).contains("EXECUTOR", "Waits for an executor.", "absent"));
        var browser = JENKINS.createWebClient().withJavaScriptEnabled(false);
        assertThat(browser.getPage(run).asNormalizedText()).contains("Waits for an executor.", "absent");
        JENKINS.waitForMessage("Still waiting to schedule task", run);
        JENKINS.assertLogContains("absent", run);

        JENKINS.createOnlineSlave(Label.get("absent"));
        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(run));
        assertThat(waiting(line)).doesNotContain("EXECUTOR");
    }

    @Test
    public void stopsWhatWaitsForAnAgent() throws Exception {
        var run = job("stage('Build') { build('Package') { agent 'nowhere'; commands 'echo never' } }")
                .scheduleBuild2(0)
                .waitForStart();
        Eventually.of(
                () -> assertThat(waiting(Line.of(JENKINS, run.getParent()))).contains("EXECUTOR"));

        run.getExecutor().interrupt();

        JENKINS.assertBuildStatus(Result.ABORTED, JENKINS.waitForCompletion(run));
        assertThat(JENKINS.jenkins.getQueue().isEmpty()).isTrue();
    }

    @Test
    public void stopsWhatWaitsInFrontOfAClosedTransition() throws Exception {
        var job = job(Shop.NOTHING);
        JENKINS.buildAndAssertSuccess(job);
        Line.of(JENKINS, job)
                .post(
                        "transition",
                        "{'stageName':'Build','transitionType':'Inbound','enabled':false,'reason':'Audit'}");
        var run = job.scheduleBuild2(0).waitForStart();
        JENKINS.waitForMessage("Waits in front of 'Build'", run);

        run.getExecutor().interrupt();

        JENKINS.assertBuildStatus(Result.ABORTED, JENKINS.waitForCompletion(run));
        assertThat(waiting(Line.of(JENKINS, job))).isEmpty();
    }

    @Test
    public void goesOnWithAScriptWhoseAgentComesBack() throws Exception {
        agents.createAgent(JENKINS, "worker");
        var run = onWorker();
        JENKINS.waitForMessage("+ echo begun", run);

        agents.stop(JENKINS, "worker");
        Files.createFile(flag);
        agents.start(JENKINS, "worker");

        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(run));
        assertThat(JenkinsRule.getLog(run).split("\\+ echo begun", -1)).hasSize(2);
        JENKINS.jenkins.removeNode(JENKINS.jenkins.getNode("worker"));
    }

    @Test
    public void failsWithTheReasonIfAnAgentIsRemoved() throws Exception {
        agents.createAgent(JENKINS, "worker");
        var run = onWorker();
        JENKINS.waitForMessage("+ echo begun", run);

        agents.stop("worker");
        JENKINS.jenkins.removeNode(JENKINS.jenkins.getNode("worker"));

        JENKINS.assertBuildStatus(Result.FAILURE, JENKINS.waitForCompletion(run));
        Files.createFile(flag); // the script itself knows nothing of it
        assertThat(JenkinsRule.getLog(run))
                .containsIgnoringCase("agent was removed")
                .doesNotContain("\tat ");
    }

    @Test
    public void stopsWhatRunsOnAnAgentThatIsGone() throws Exception {
        agents.createAgent(JENKINS, "worker");
        var run = onWorker();
        JENKINS.waitForMessage("+ echo begun", run);
        agents.stop(JENKINS, "worker");

        run.getExecutor().interrupt();

        JENKINS.assertBuildStatus(Result.ABORTED, JENKINS.waitForCompletion(run));
        Files.createFile(flag); // the script itself knows nothing of it
        assertThat(waiting(Line.of(JENKINS, run.getParent()))).isEmpty();
        JENKINS.jenkins.removeNode(JENKINS.jenkins.getNode("worker"));
    }

    @Test
    public void failsWithTheReasonIfAScriptEndsWithItsAgent() throws Exception {
        agents.createAgent(JENKINS, "worker");
        lookForSignsOfLifeEverySeconds(3);
        var run =
                job("""
                        stage('Build') {
                            build('Package') { agent 'worker'; commands 'echo begun', 'echo $PPID > "%s"', 'sleep 300' }
                        }
                        """
                                .formatted(flag))
                        .scheduleBuild2(0)
                        .waitForStart();
        JENKINS.waitForMessage("+ sleep 300", run);
        var script =
                ProcessHandle.of(Long.parseLong(Files.readString(flag).strip())).orElseThrow();

        agents.stop(JENKINS, "worker");
        script.descendants().forEach(ProcessHandle::destroyForcibly);
        script.destroyForcibly();
        agents.start(JENKINS, "worker");

        JENKINS.assertBuildStatus(Result.FAILURE, JENKINS.waitForCompletion(run));
        JENKINS.assertLogContains("Action 'Package' failed: ", run);
        assertThat(JenkinsRule.getLog(run)).containsOnlyOnce("+ echo begun");
        lookForSignsOfLifeEverySeconds(300);
        JENKINS.jenkins.removeNode(JENKINS.jenkins.getNode("worker"));
    }

    /** Pipeline does so every five minutes. */
    private static void lookForSignsOfLifeEverySeconds(int seconds) throws Exception {
        var every = BourneShellScript.class.getDeclaredField("HEARTBEAT_CHECK_INTERVAL");
        every.setAccessible(true);
        every.setInt(null, seconds);
    }

    private WorkflowRun onWorker() throws Exception {
        return job("""
                        stage('Build') {
                            build('Package') { agent 'worker'; commands 'echo begun', 'until test -f "%s"; do sleep 0.2; done' }
                        }
                        """
                        .formatted(flag))
                .scheduleBuild2(0)
                .waitForStart();
    }

    /** What the line says about why things do not move. */
    private static String waiting(Line line) throws Exception {
        return String.join(
                "\n",
                Line.stream(line.json("state").get("stageStates"))
                        .flatMap(stage -> Line.stream(stage.path("waiting")))
                        .map(JsonNode::toString)
                        .toList());
    }

    private WorkflowJob job(String stages) throws Exception {
        var job = JENKINS.createProject(WorkflowJob.class, "shop" + NAMES.incrementAndGet());
        job.setDefinition(new ReleasePipelineDefinition(Shop.pipeline(repository.address(), stages)));
        return job;
    }
}

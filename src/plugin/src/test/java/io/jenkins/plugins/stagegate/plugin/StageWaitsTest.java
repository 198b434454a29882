package io.jenkins.plugins.stagegate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import hudson.model.Result;
import io.jenkins.plugins.stagegate.plugin.host.ReleaseRun;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import io.jenkins.plugins.stagegate.plugin.settings.StageGateSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.support.actions.PauseAction;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;

/** A stage that waits by itself, for a window, an address or its next attempt, is drawn so, and its wait as no work. */
public class StageWaitsTest {
    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    private static final String WAIT = "Wait in a stage";
    private static final String FAR_AWAY = "deploymentWindow name: 'Night', cron: '* * * 29 2 ? 2096'";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private ShopRepository repository;

    @Before
    public void openShop() throws Exception {
        repository = ShopRepository.in(folder.newFolder("shop").toPath());
    }

    @Test
    public void forAWindowInFrontOfTheActions() throws Exception {
        var job = job("stage('Production') { beforeEntry { %s }\n deploy('Deploy') { commands 'true' } }"
                .formatted(FAR_AWAY));
        var run = waiting(job);

        assertThat(of(run).stages()).containsEntry("Production", "running");
        assertThat(of(run).steps()).containsEntry("Until the rule Night holds", "paused");
        JENKINS.assertLogContains("Waits in 'Production': The rule Night is not met yet", run);
        try (var client = JENKINS.createWebClient()) {
            assertThat(client.getPage(run, "flowGraphTable/").asNormalizedText())
                    .contains("stageGateWait", "Until the rule Night holds");
        }
        override(job, run, "BEFORE_ENTRY");

        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(run));
        assertThat(of(run).stages()).containsEntry("Production/Deploy", "success");
        assertOver(run, 1);
    }

    @Test
    public void forAWindowBehindTheActions() throws Exception {
        var job = job(
                "stage('Production') { deploy('Deploy') { commands 'true' }\n onSuccess { %s } }".formatted(FAR_AWAY));
        var run = waiting(job);

        assertThat(of(run).stages())
                .containsEntry("Production", "running")
                .containsEntry("Production/Deploy", "success");
        override(job, run, "ON_SUCCESS");

        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(run));
        assertThat(of(run).stages()).containsEntry("Production", "success");
        assertOver(run, 1);
    }

    @Test
    public void forAnAddressBetweenRulesThatStepsLookAt() throws Exception {
        var held = new CountDownLatch(1);
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", exchange -> {
            try {
                held.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        StageGateSettings.get().setAllowedHosts("127.0.0.1");
        try {
            var run = waiting(job(
                    """
                            stage('Production') {
                                beforeEntry {
                                    commands 'true', name: 'Before'
                                    httpCheck name: 'Health', url: 'http://127.0.0.1:%d/'
                                    commands 'true', name: 'Behind'
                                }
                                deploy('Deploy') { commands 'true' }
                            }
                            """
                            .formatted(server.getAddress().getPort())));
            JENKINS.assertLogContains("Waits in 'Production': The rule Health is not met yet", run);
            held.countDown();

            JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(run));
            assertThat(of(run).stages())
                    .containsEntry("Production/Before", "success")
                    .containsEntry("Production/Behind", "success")
                    .containsEntry("Production/Deploy", "success");
            assertOver(run, 1);
        } finally {
            held.countDown();
            server.stop(0);
        }
    }

    @Test
    public void forItsNextAttempt() throws Exception {
        var job = job(
                """
                stage('Production') {
                    deploy('Deploy') { commands 'test $STAGE_GATE_ATTEMPT = 2' }
                    onFailure { retry(backOff: '1d') }
                }
                """);
        var run = waiting(job);

        assertThat(of(run).steps()).containsEntry("Until attempt 2 begins", "paused");
        Line.of(JENKINS, job)
                .post(
                        "retry",
                        "{'stageName':'Production','pipelineExecutionId':'%s','retryMode':'FAILED_ACTIONS'}"
                                .formatted(execution(run)));

        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(run));
        assertThat(of(run).stagesInOrder())
                .containsExactly("Source success", "Production failure", "Production success");
        assertOver(run, 1);
    }

    @Test
    public void untilTheBuildIsStopped() throws Exception {
        var run = waiting(job("stage('Production') { beforeEntry { %s }\n deploy('Deploy') { commands 'true' } }"
                .formatted(FAR_AWAY)));

        run.doStop();

        JENKINS.assertBuildStatus(Result.ABORTED, JENKINS.waitForCompletion(run));
        assertThat(of(run).stages()).containsEntry("Production", "aborted");
        assertOver(run, 1);
    }

    @Test
    public void andNothingIsDrawnOfAWindowThatIsOpen() throws Exception {
        var run = JENKINS.buildAndAssertSuccess(
                job(
                        """
                        stage('Production') {
                            beforeEntry { deploymentWindow cron: '* * * * * ?' }
                            deploy('Deploy') { commands 'true' }
                        }
                        """));

        assertOver(run, 0);
    }

    private static void override(WorkflowJob job, WorkflowRun run, String condition) throws Exception {
        var answer = Line.of(JENKINS, job)
                .post(
                        "override",
                        "{'stageName':'Production','pipelineExecutionId':'%s','conditionType':'%s'}"
                                .formatted(execution(run), condition));
        assertThat(answer.getStatusCode()).isEqualTo(200);
    }

    private static String execution(WorkflowRun run) {
        return ReleaseRun.of(run).orElseThrow().execution();
    }

    private static WorkflowRun waiting(WorkflowJob job) throws Exception {
        var run = job.scheduleBuild2(0).waitForStart();
        Eventually.of(() -> assertThat(of(run).paused()).containsExactly(WAIT));
        return run;
    }

    private static void assertOver(WorkflowRun run, int pauses) {
        assertThat(of(run).pauses()).hasSize(pauses).noneMatch(PauseAction::isPaused);
    }

    private static DrawnRun of(WorkflowRun run) {
        return new DrawnRun(JENKINS, run);
    }

    private WorkflowJob job(String stages) throws Exception {
        var job = JENKINS.createProject(WorkflowJob.class);
        job.setDefinition(new ReleasePipelineDefinition(Shop.pipeline(repository.address(), stages)));
        return job;
    }
}

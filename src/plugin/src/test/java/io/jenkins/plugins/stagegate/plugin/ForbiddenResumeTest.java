package io.jenkins.plugins.stagegate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import java.nio.file.Path;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionList;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.job.properties.DisableResumeJobProperty;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.BuildWatcher;
import org.jvnet.hudson.test.InboundAgentRule;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.JenkinsSessionRule;

/** Jenkins is restarted while releases are under way in a job that does not allow them to go on. */
public class ForbiddenResumeTest {
    private static final String REASON =
            "Jenkins was restarted, and this job has \"Do not allow the pipeline to resume if the controller restarts\"";

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
    }

    @Test
    public void stopsWhatWaitsAndLetsTheNextOneIn() throws Throwable {
        sessions.then(jenkins -> {
            var job = job(jenkins, "stage('Approve') { approval('ShipIt') { message 'Ship it?' } }");
            jenkins.waitForMessage("Approval wanted", job.scheduleBuild2(0).waitForStart());
            var behind = job.scheduleBuild2(0).waitForStart();
            jenkins.waitForMessage("Waits in front of 'Approve'", behind);
        });
        sessions.then(jenkins -> {
            var job = job(jenkins);
            for (WorkflowRun run : job.getBuilds()) {
                assertStopped(jenkins, run);
            }
            var line = Line.of(jenkins, job);
            assertThat(line.json("executions").get("pipelineExecutionSummaries"))
                    .hasSize(2)
                    .allSatisfy(one -> {
                        assertThat(one.get("status").asText()).isEqualTo("Stopped");
                        assertThat(one.toString()).contains("Do not allow the pipeline to resume");
                    });

            var next = job.scheduleBuild2(0).waitForStart();

            jenkins.waitForMessage("Approval wanted", next);
            line.approve("Approve", "ShipIt");
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(next));
        });
        sessions.then(
                jenkins -> assertThat(job(jenkins).getLastBuild().getResult()).isEqualTo(Result.SUCCESS));
    }

    @Test
    public void endsTheScriptThatRanMeanwhileAndBeginsNothingElse() throws Throwable {
        Path over = folder.getRoot().toPath().resolve("over");
        sessions.then(jenkins -> {
            agents.createAgent(jenkins, "worker");
            var run = job(
                            jenkins,
                            """
                            stage('Build') {
                                build('Package') {
                                    agent 'worker'
                                    commands 'trap "touch %s" EXIT', 'echo begun', 'sleep 300'
                                }
                            }
                            stage('Production') { deploy('Deploy') { agent 'worker'; commands 'echo deployed' } }
                            """
                                    .formatted(over))
                    .scheduleBuild2(0)
                    .waitForStart();
            jenkins.waitForMessage("+ echo begun", run);
            agents.stop("worker");
        });
        sessions.then(jenkins -> {
            agents.start(jenkins, "worker");
            var run = job(jenkins).getBuildByNumber(1);

            assertStopped(jenkins, run);

            jenkins.assertLogNotContains("deployed", run);
            Eventually.of(() -> assertThat(over).exists());
            Eventually.of(() -> assertThat(jenkins.jenkins.getComputer("worker").countBusy())
                    .isZero());
            assertThat(jenkins.jenkins.getQueue().isEmpty()).isTrue();
        });
    }

    private static void assertStopped(JenkinsRule jenkins, WorkflowRun run) throws Exception {
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(run));
        jenkins.assertLogContains(REASON, run);
        assertThat(run.getExecution().isComplete()).isTrue();
        Eventually.of(() -> assertThat(FlowExecutionList.get())
                .noneMatch(flow -> flow.getOwner().toString().equals(run.getExternalizableId())));
    }

    private WorkflowJob job(JenkinsRule jenkins, String stages) throws Exception {
        var job = jenkins.createProject(WorkflowJob.class, "shop");
        job.addProperty(new DisableResumeJobProperty());
        job.setDefinition(new ReleasePipelineDefinition(Shop.pipeline(repository.address(), stages)));
        return job;
    }

    private static WorkflowJob job(JenkinsRule jenkins) {
        return jenkins.jenkins.getItemByFullName("shop", WorkflowJob.class);
    }
}

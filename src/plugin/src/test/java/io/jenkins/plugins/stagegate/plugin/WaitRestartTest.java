package io.jenkins.plugins.stagegate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagegate.plugin.host.ReleaseRun;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import org.jenkinsci.plugins.workflow.graphanalysis.DepthFirstScanner;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.support.actions.PauseAction;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsSessionRule;

/** Jenkins is restarted while an execution waits in front of a closed transition, or in a stage for its window. */
public class WaitRestartTest {
    private static final String WAIT = "Waits in front of Production: the way in is closed";

    @Rule
    public final JenkinsSessionRule sessions = new JenkinsSessionRule();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void showsTheSameWaitAndEndsItOnce() throws Throwable {
        var repository = ShopRepository.in(folder.newFolder("shop").toPath());
        sessions.then(jenkins -> {
            var job = jenkins.createProject(WorkflowJob.class, "shop");
            job.setDefinition(new ReleasePipelineDefinition(Shop.pipeline(
                    repository.address(), "stage('Production') { deploy('Deploy') { commands 'true' } }")));
            jenkins.buildAndAssertSuccess(job);
            Line.of(jenkins, job)
                    .post(
                            "transition",
                            "{'stageName':'Production','transitionType':'Inbound','enabled':false,'reason':'Inventory'}");
            var run = job.scheduleBuild2(0).waitForStart();
            Eventually.of(() -> {
                assertThat(run.getDescription()).isEqualTo(WAIT);
                assertThat(pauses(run)).isEqualTo(1);
            });
        });
        sessions.then(jenkins -> {
            var job = jenkins.jenkins.getItemByFullName("shop", WorkflowJob.class);
            var run = job.getBuildByNumber(2);
            Eventually.of(() -> assertThat(pauses(run)).isEqualTo(1));
            assertThat(run.getDescription()).isEqualTo(WAIT);

            Line.of(jenkins, job)
                    .post("transition", "{'stageName':'Production','transitionType':'Inbound','enabled':true}");

            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
            assertThat(run.getDescription()).isNull();
            assertThat(pauses(run)).isZero();
            assertThat(waits(run, "Wait to enter a stage")).isEqualTo(1);
        });
    }

    @Test
    public void showsTheSameWaitInAStageAndEndsItOnce() throws Throwable {
        var repository = ShopRepository.in(folder.newFolder("shop").toPath());
        sessions.then(jenkins -> {
            var job = jenkins.createProject(WorkflowJob.class, "shop");
            job.setDefinition(
                    new ReleasePipelineDefinition(
                            Shop.pipeline(
                                    repository.address(),
                                    """
                    stage('Production') {
                        beforeEntry { deploymentWindow cron: '* * * 29 2 ? 2096' }
                        deploy('Deploy') { commands 'true' }
                    }
                    """)));
            var run = job.scheduleBuild2(0).waitForStart();
            Eventually.of(() -> assertThat(pauses(run)).isEqualTo(1));
        });
        sessions.then(jenkins -> {
            var job = jenkins.jenkins.getItemByFullName("shop", WorkflowJob.class);
            var run = job.getBuildByNumber(1);
            Eventually.of(() -> assertThat(pauses(run)).isEqualTo(1));

            Line.of(jenkins, job)
                    .post(
                            "override",
                            "{'stageName':'Production','pipelineExecutionId':'%s','conditionType':'BEFORE_ENTRY'}"
                                    .formatted(ReleaseRun.of(run).orElseThrow().execution()));

            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
            assertThat(pauses(run)).isZero();
            assertThat(waits(run, "Wait in a stage")).isEqualTo(1);
        });
    }

    private static long pauses(WorkflowRun run) {
        return new DepthFirstScanner()
                .allNodes(run.getExecution()).stream()
                        .filter(PauseAction::isPaused)
                        .count();
    }

    private static long waits(WorkflowRun run, String step) {
        return new DepthFirstScanner()
                .allNodes(run.getExecution()).stream()
                        .filter(node -> node.getDisplayName().equals(step))
                        .count();
    }
}

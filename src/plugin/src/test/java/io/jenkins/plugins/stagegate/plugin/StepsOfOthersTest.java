package io.jenkins.plugins.stagegate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import java.util.List;
import org.jenkins.plugins.lockableresources.LockableResourcesManager;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.support.steps.input.InputAction;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.BuildWatcher;
import org.jvnet.hudson.test.JenkinsRule;

/** Steps of other plugins in an action, above all those that wait for something and those with a block. */
public class StepsOfOthersTest {
    @ClassRule
    public static final BuildWatcher WATCHER = new BuildWatcher();

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private String repository;

    @Before
    public void openShop() throws Exception {
        repository = ShopRepository.in(folder.newFolder("shop").toPath()).address();
    }

    private WorkflowJob job(String action) throws Exception {
        var job = JENKINS.createProject(WorkflowJob.class);
        var text = Shop.pipeline(
                repository, "stage('Build') { build('Make') { agent none; steps { %s } } }".formatted(action));
        job.setDefinition(new ReleasePipelineDefinition(
                text.replace("releasePipeline {", "releasePipeline {\n    executionMode PARALLEL")));
        return job;
    }

    private static WorkflowRun start(WorkflowJob job) throws Exception {
        return job.scheduleBuild2(0).waitForStart();
    }

    private static InputAction question(WorkflowRun run) throws Exception {
        Eventually.of(() -> {
            var action = run.getAction(InputAction.class);
            assertThat(action).isNotNull();
            assertThat(action.getExecutions()).hasSize(1);
        });
        return run.getAction(InputAction.class);
    }

    @Test
    public void goesOnOnceSomebodyProceeds() throws Exception {
        var run = start(job("input message: 'Go?', id: 'go'; echo 'went'"));

        question(run).getExecution("Go").proceed(List.of());

        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(run));
        JENKINS.assertLogContains("went", run);
    }

    @Test
    public void failsTheActionWhenSomebodySaysNo() throws Exception {
        var run = start(job("input message: 'Go?', id: 'go'; echo 'went'"));

        question(run).getExecution("Go").doAbort();

        JENKINS.assertBuildStatus(Result.FAILURE, JENKINS.waitForCompletion(run));
        JENKINS.assertLogContains("Action 'Make' failed: Rejected by", run);
        JENKINS.assertLogNotContains("went", run);
    }

    @Test
    public void waitsForALockThatAnotherExecutionHolds() throws Exception {
        var job = job("lock('printer') { echo 'prints'; input message: 'Done?', id: 'done' }; echo 'over'");
        var first = start(job);
        var asked = question(first);
        var second = start(job);
        JENKINS.waitForMessage("waiting for execution", second);
        JENKINS.assertLogNotContains("prints", second);

        asked.getExecution("Done").proceed(List.of());

        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(first));
        question(second).getExecution("Done").proceed(List.of());
        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(second));
        assertThat(LockableResourcesManager.get().fromName("printer")).isNull();
    }

    @Test
    public void leavesALocksQueueWhenItIsStopped() throws Exception {
        var job = job("lock('plotter') { input message: 'Done?', id: 'done' }");
        var first = start(job);
        var asked = question(first);
        var second = start(job);
        JENKINS.waitForMessage("waiting for execution", second);

        second.doStop();
        JENKINS.assertBuildStatus(Result.ABORTED, JENKINS.waitForCompletion(second));
        asked.getExecution("Done").proceed(List.of());

        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(first));
        assertThat(LockableResourcesManager.get().fromName("plotter")).isNull();
    }

    @Test
    public void givesWayAtAMilestoneThatANewerOneHasPassed() throws Exception {
        var job = job("milestone 1; input message: 'Go?', id: 'go'; milestone 2");
        var older = start(job);
        question(older);
        var newer = start(job);

        question(newer).getExecution("Go").proceed(List.of());

        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(newer));
        JENKINS.waitForCompletion(older);
        assertThat(older.getResult()).isIn(Result.ABORTED, Result.NOT_BUILT);
        JENKINS.assertLogContains("Superseded", older);
    }
}

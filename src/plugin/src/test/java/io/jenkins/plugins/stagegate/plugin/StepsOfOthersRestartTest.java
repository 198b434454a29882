package io.jenkins.plugins.stagegate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import java.util.List;
import org.jenkins.plugins.lockableresources.LockableResourcesManager;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.support.steps.input.InputAction;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.BuildWatcher;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.JenkinsSessionRule;

/** Jenkins is restarted while steps of other plugins wait: one holds a lock and asks, another one waits for that lock. */
public class StepsOfOthersRestartTest {
    @ClassRule
    public static final BuildWatcher WATCHER = new BuildWatcher();

    @Rule
    public final JenkinsSessionRule sessions = new JenkinsSessionRule();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void keepsTheLockTheQuestionAndThePlaceInTheQueue() throws Throwable {
        var repository = ShopRepository.in(folder.newFolder("shop").toPath()).address();
        sessions.then(jenkins -> {
            var job = jenkins.createProject(WorkflowJob.class, "shop");
            var text = Shop.pipeline(
                    repository,
                    """
                    stage('Build') {
                        build('Print') {
                            agent none
                            steps { lock('printer') { echo 'prints'; input message: 'Done?', id: 'done' }; echo 'over' }
                        }
                    }
                    """);
            job.setDefinition(new ReleasePipelineDefinition(
                    text.replace("releasePipeline {", "releasePipeline {\n    executionMode PARALLEL")));
            job.scheduleBuild2(0).waitForStart();
            question(jenkins, 1);
            jenkins.waitForMessage(
                    "waiting for execution", job.scheduleBuild2(0).waitForStart());
        });
        sessions.then(jenkins -> {
            assertThat(LockableResourcesManager.get().fromName("printer").isLocked())
                    .isTrue();
            jenkins.assertLogNotContains("prints", run(jenkins, 2));

            question(jenkins, 1).getExecution("Done").proceed(List.of());
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run(jenkins, 1)));
            question(jenkins, 2).getExecution("Done").proceed(List.of());
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run(jenkins, 2)));

            for (int number = 1; number <= 2; number++) {
                assertThat(JenkinsRule.getLog(run(jenkins, number)).lines().filter("prints"::equals))
                        .hasSize(1);
            }
            assertThat(LockableResourcesManager.get().fromName("printer")).isNull();
        });
    }

    private static WorkflowRun run(JenkinsRule jenkins, int number) {
        return jenkins.jenkins.getItemByFullName("shop", WorkflowJob.class).getBuildByNumber(number);
    }

    private static InputAction question(JenkinsRule jenkins, int number) throws Exception {
        Eventually.of(() -> {
            var action = run(jenkins, number).getAction(InputAction.class);
            assertThat(action).isNotNull();
            assertThat(action.getExecutions()).hasSize(1);
        });
        return run(jenkins, number).getAction(InputAction.class);
    }
}

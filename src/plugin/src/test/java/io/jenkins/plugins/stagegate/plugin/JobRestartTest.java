package io.jenkins.plugins.stagegate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleProject;
import hudson.model.Label;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.BuildWatcher;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.JenkinsSessionRule;

/** Jenkins is restarted while an action waits for another job. */
public class JobRestartTest {
    @ClassRule
    public static final BuildWatcher WATCHER = new BuildWatcher();

    @Rule
    public final JenkinsSessionRule sessions = new JenkinsSessionRule();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private ShopRepository repository;

    @Before
    public void openShop() throws Exception {
        repository = ShopRepository.in(folder.newFolder("shop").toPath());
    }

    @Test
    public void findsTheSameBuildAgainThatRuns() throws Throwable {
        sessions.then(jenkins -> {
            var other = jenkins.createProject(WorkflowJob.class, "deploy");
            other.setDefinition(new ReleasePipelineDefinition(Shop.pipeline(
                    repository.address(), "stage('Approve') { approval('ShipIt') { message 'Ship it?' } }")));
            release(jenkins);
            Eventually.of(() -> assertThat(other.getLastBuild()).isNotNull());
            jenkins.waitForMessage("Approval wanted", other.getLastBuild());
        });
        sessions.then(jenkins -> {
            var other = jenkins.jenkins.getItemByFullName("deploy", WorkflowJob.class);
            assertThat(run(jenkins).isBuilding()).isTrue();

            Line.of(jenkins, other).approve("Approve", "ShipIt");

            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run(jenkins)));
            jenkins.assertLogContains("build 1 said SUCCESS", run(jenkins));
            assertThat(other.getBuilds()).hasSize(1);
        });
    }

    @Test
    public void findsTheSameBuildAgainThatIsStillInTheQueue() throws Throwable {
        sessions.then(jenkins -> {
            var other = jenkins.createFreeStyleProject("deploy");
            other.setAssignedLabel(Label.get("later"));
            other.save();
            release(jenkins);
            Eventually.of(() -> assertThat(other.isInQueue()).isTrue());
        });
        sessions.then(jenkins -> {
            var other = jenkins.jenkins.getItemByFullName("deploy", FreeStyleProject.class);
            assertThat(other.isInQueue()).isTrue();

            jenkins.createOnlineSlave(Label.get("later"));

            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run(jenkins)));
            assertThat(other.getBuilds()).hasSize(1);
        });
    }

    private void release(JenkinsRule jenkins) throws Exception {
        var job = jenkins.createProject(WorkflowJob.class, "release");
        job.setDefinition(
                new ReleasePipelineDefinition(
                        Shop.pipeline(
                                repository.address(),
                                """
                stage('Production') {
                    deploy('Deploy') { job 'deploy'; namespace 'D' }
                    test('Say') { commands 'echo "build #{D.BuildNumber} said #{D.Result}"' }
                }
                """)));
        job.scheduleBuild2(0).waitForStart();
    }

    private static WorkflowRun run(JenkinsRule jenkins) {
        return jenkins.jenkins.getItemByFullName("release", WorkflowJob.class).getBuildByNumber(1);
    }
}

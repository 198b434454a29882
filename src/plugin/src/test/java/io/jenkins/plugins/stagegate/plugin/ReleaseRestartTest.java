package io.jenkins.plugins.stagegate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import java.nio.file.Files;
import java.nio.file.Path;
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

/** Jenkins is restarted while a release is under way. */
public class ReleaseRestartTest {
    @ClassRule
    public static final BuildWatcher WATCHER = new BuildWatcher();

    @Rule
    public final JenkinsSessionRule sessions = new JenkinsSessionRule();

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
    public void goesOnAfterARestartAtAGate() throws Throwable {
        sessions.then(jenkins -> {
            var run = start(
                    jenkins,
                    """
                    stage('Build') { build('Package') { input 'AppSource'; commands 'true'; output 'Shop' } }
                    stage('Approve') { approval('ShipIt') { message 'Ship it?' } }
                    stage('Production') { deploy('Deploy') { input 'Shop'; commands 'cat price.txt' } }
                    """);
            jenkins.waitForMessage("Approval wanted", run);
        });
        sessions.then(jenkins -> {
            var run = run(jenkins);
            assertThat(run.isBuilding()).isTrue();

            assertThat(Line.of(jenkins, run.getParent())
                            .approve("Approve", "ShipIt")
                            .getStatusCode())
                    .isEqualTo(200);

            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
            jenkins.assertLogContains("100", run);
        });
    }

    @Test
    public void goesOnAfterARestartInFrontOfAClosedTransition() throws Throwable {
        sessions.then(jenkins -> {
            var first =
                    start(jenkins, "stage('Approve') { approval('ShipIt') { message 'Ship it?' } }\n" + Shop.NOTHING);
            jenkins.waitForMessage("Approval wanted", first);
            var line = Line.of(jenkins, first.getParent());
            line.post(
                    "transition", "{'stageName':'Build','transitionType':'Inbound','enabled':false,'reason':'Audit'}");
            line.approve("Approve", "ShipIt");
            jenkins.waitForMessage("Waits in front of 'Build'", first);
        });
        sessions.then(jenkins -> {
            var run = run(jenkins);
            assertThat(run.isBuilding()).isTrue();
            var line = Line.of(jenkins, run.getParent());
            assertThat(line.json("state")
                            .at("/stageStates/2/inboundTransitionState/disabledReason")
                            .asText())
                    .isEqualTo("Audit");

            line.post("transition", "{'stageName':'Build','transitionType':'Inbound','enabled':true}");

            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
        });
    }

    @Test
    public void goesOnAfterARestartWhileAScriptRunsOnAnAgent() throws Throwable {
        sessions.then(jenkins -> {
            agents.createAgent(jenkins, "worker");
            var run = start(
                    jenkins,
                    """
                    stage('Build') {
                        build('Package') {
                            agent 'worker'
                            input 'AppSource'
                            commands 'echo begun', 'while [ ! -f "%s" ]; do sleep 1; done', 'SAID=done'
                            output 'Shop'
                            exports 'SAID'
                            namespace 'Package'
                        }
                    }
                    stage('Production') { deploy('Deploy') { agent 'worker'; input 'Shop'; commands 'echo "it is #{Package.SAID}"' } }
                    """
                            .formatted(flag));
            jenkins.waitForMessage("+ echo begun", run);
            agents.stop("worker");
        });
        Files.createFile(flag);
        sessions.then(jenkins -> {
            agents.start(jenkins, "worker");
            var run = run(jenkins);

            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));

            jenkins.assertLogContains("it is done", run);
            assertThat(JenkinsRule.getLog(run).split("\\+ echo begun", -1)).hasSize(2);
        });
    }

    @Test
    public void remembersAfterARestartWhatWasStopped() throws Throwable {
        sessions.then(jenkins -> {
            var run = start(jenkins, "stage('Approve') { approval('ShipIt') { message 'Ship it?' } }");
            jenkins.waitForMessage("Approval wanted", run);
            run.getExecutor().interrupt();
            jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(run));
        });
        sessions.then(jenkins -> {
            var line = Line.of(jenkins, run(jenkins).getParent());
            assertThat(line.json("executions")
                            .at("/pipelineExecutionSummaries/0/status")
                            .asText())
                    .isEqualTo("Stopped");
            assertThat(line.json("state").at("/stageStates/0/executions")).isEmpty();
        });
    }

    private WorkflowRun start(JenkinsRule jenkins, String stages) throws Exception {
        var job = jenkins.createProject(WorkflowJob.class, "shop");
        job.setDefinition(new ReleasePipelineDefinition(Shop.pipeline(repository.address(), stages)));
        return job.scheduleBuild2(0).waitForStart();
    }

    private static WorkflowRun run(JenkinsRule jenkins) {
        return jenkins.jenkins.getItemByFullName("shop", WorkflowJob.class).getBuildByNumber(1);
    }
}

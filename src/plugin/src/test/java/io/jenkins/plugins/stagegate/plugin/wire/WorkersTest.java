package io.jenkins.plugins.stagegate.plugin.wire;

import static io.jenkins.plugins.stagegate.plugin.wire.Declared.rocket;
import static io.jenkins.plugins.stagegate.plugin.wire.Declared.stage;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Item;
import hudson.model.Result;
import io.jenkins.plugins.stagegate.plugin.ShopRepository;
import io.jenkins.plugins.stagegate.plugin.ui.StageGatePermissions;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.FlagRule;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.JenkinsSessionRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.*;

/** Actions that workers outside perform. */
public class WorkersTest {
    @Rule
    public final JenkinsSessionRule sessions = new JenkinsSessionRule();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Rule
    public final FlagRule<String> localRepositories =
            FlagRule.systemProperty("io.jenkins.plugins.stagegate.ALLOW_LOCAL_REPOSITORIES", "true");

    private final Clients clients = new Clients();

    /** A pipeline whose rocket waits for its worker. */
    private WorkflowRun launch(JenkinsRule jenkins) throws Exception {
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("ada")
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("reader", "worker")
                .grant(StageGatePermissions.WORK)
                .everywhere()
                .to("worker"));
        var repository = ShopRepository.in(folder.newFolder("shop").toPath()).address();
        var ada = clients.of(jenkins, "ada");
        ada.createCustomActionType(call -> call.category(ActionCategory.DEPLOY)
                .provider("Rocket")
                .version("1")
                .inputArtifactDetails(count -> count.minimumCount(0).maximumCount(5))
                .outputArtifactDetails(count -> count.minimumCount(0).maximumCount(0)));
        ada.createPipeline(
                call -> call.pipeline(Declared.pipeline("moon", repository, stage("Launch", rocket("Launch")))));
        var run = run(jenkins);
        jenkins.waitForMessage("'Launch' waits for a job worker", run);
        return run;
    }

    private static WorkflowRun run(JenkinsRule jenkins) {
        return jenkins.jenkins.getItemByFullName("moon", WorkflowJob.class).getBuildByNumber(1);
    }

    private static List<Job> poll(CodePipelineClient client) {
        return client.pollForJobs(call -> call.maxBatchSize(1).actionTypeId(id -> id.category(ActionCategory.DEPLOY)
                        .owner(ActionOwner.CUSTOM)
                        .provider("Rocket")
                        .version("1")))
                .jobs();
    }

    @Test
    public void tellsOnlyThoseOfJobsWhoMayWorkOnThePipeline() throws Throwable {
        sessions.then(jenkins -> {
            var run = launch(jenkins);
            assertThat(jenkins.jenkins.toComputer().countBusy()).isZero();
            assertThat(poll(clients.of(jenkins, "reader"))).isEmpty();
            var worker = clients.of(jenkins, "worker");
            var job = poll(worker).get(0);
            worker.acknowledgeJob(call -> call.jobId(job.id()).nonce(job.nonce()));
            worker.putJobSuccessResult(call -> call.jobId(job.id()));
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
            assertThat(clients.wrong()).isEmpty();
        });
    }

    @Test
    public void waitsOverARestart() throws Throwable {
        var job = new String[1];
        sessions.then(jenkins -> {
            launch(jenkins);
            var worker = clients.of(jenkins, "worker");
            var told = poll(worker).get(0);
            worker.acknowledgeJob(call -> call.jobId(told.id()).nonce(told.nonce()));
            job[0] = told.id();
        });
        sessions.then(jenkins -> {
            var run = run(jenkins);
            assertThat(run.isBuilding()).isTrue();
            clients.of(jenkins, "worker").putJobSuccessResult(call -> call.jobId(job[0]));
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
        });
    }

    @Test
    public void takesTheJobBackWhenTheBuildIsAborted() throws Throwable {
        sessions.then(jenkins -> {
            var run = launch(jenkins);
            var worker = clients.of(jenkins, "worker");
            var job = poll(worker).get(0);
            run.getExecutor().interrupt();
            jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(run));
            assertThat(worker.acknowledgeJob(call -> call.jobId(job.id()).nonce(job.nonce()))
                            .status())
                    .isEqualTo(JobStatus.FAILED);
        });
    }
}

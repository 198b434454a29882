package io.jenkins.plugins.stagegate.plugin.wire;

import static io.jenkins.plugins.stagegate.plugin.wire.Declared.commands;
import static io.jenkins.plugins.stagegate.plugin.wire.Declared.rocket;
import static io.jenkins.plugins.stagegate.plugin.wire.Declared.stage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import hudson.model.Item;
import hudson.model.Result;
import io.jenkins.plugins.stagegate.plugin.DrawnRun;
import io.jenkins.plugins.stagegate.plugin.Eventually;
import io.jenkins.plugins.stagegate.plugin.ShopRepository;
import io.jenkins.plugins.stagegate.plugin.ui.StageGatePermissions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.support.actions.PauseAction;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.JenkinsSessionRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.*;

/** Actions that workers outside perform. */
@SuppressWarnings("unchecked") // The SDK takes its builders as generic varargs.
public class WorkersTest {
    @Rule
    public final JenkinsSessionRule sessions = new JenkinsSessionRule();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

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
                .outputArtifactDetails(count -> count.minimumCount(0).maximumCount(5))
                .configurationProperties(property ->
                        property.name("Target").required(true).key(true).secret(false)));
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
    public void isDrawnAsPausedUntilAWorkerHasTakenTheJob() throws Throwable {
        sessions.then(jenkins -> {
            var drawn = new DrawnRun(jenkins, launch(jenkins));
            Eventually.of(() -> assertThat(drawn.paused()).containsExactly("Wait for a job worker"));
            var worker = clients.of(jenkins, "worker");
            var job = poll(worker).get(0);

            worker.acknowledgeJob(call -> call.jobId(job.id()).nonce(job.nonce()));

            Eventually.of(() -> assertThat(drawn.paused()).isEmpty());
            long pause = drawn.pauses().get(0).getPauseDuration();
            worker.putJobSuccessResult(call -> call.jobId(job.id()));
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(drawn.run()));
            assertThat(drawn.pauses())
                    .singleElement()
                    .extracting(PauseAction::getPauseDuration)
                    .isEqualTo(pause);
        });
    }

    @Test
    public void handsArtifactsToAWorkerAndTakesItsOwn() throws Throwable {
        sessions.then(jenkins -> {
            var first = launch(jenkins);
            var worker = clients.of(jenkins, "worker");
            first.getExecutor().interrupt();
            jenkins.waitForCompletion(first);
            var ada = clients.of(jenkins, "ada");
            var declared = ada.getPipeline(call -> call.name("moon")).pipeline();
            var stages = new ArrayList<>(declared.stages());
            stages.set(
                    1,
                    stage(
                            "Launch",
                            rocket("Launch").toBuilder()
                                    .outputArtifacts(artifact -> artifact.name("Stones"))
                                    .build()));
            stages.add(stage(
                    "Look",
                    commands("Look", "grep -q basalt stones.txt").toBuilder()
                            .inputArtifacts(artifact -> artifact.name("Stones"))
                            .build()));
            ada.updatePipeline(
                    call -> call.pipeline(declared.toBuilder().stages(stages).build()));
            ada.startPipelineExecution(call -> call.name("moon"));
            var run = first.getParent().getBuildByNumber(2);
            jenkins.waitForMessage("'Launch' waits for a job worker", run);
            var job = poll(worker).get(0);
            worker.acknowledgeJob(call -> call.jobId(job.id()).nonce(job.nonce()));
            var token = job.data().artifactCredentials().sessionToken();
            var input = key(job.data().inputArtifacts().get(0));
            var output = key(job.data().outputArtifacts().get(0));

            assertThat(send(jenkins, "GET", input, "made up", new byte[0]).statusCode())
                    .isEqualTo(403);
            assertThat(send(jenkins, "GET", input, token, new byte[0]).body()).startsWith('P', 'K');
            assertThatExceptionOfType(CodePipelineException.class)
                    .isThrownBy(() -> worker.putJobSuccessResult(call -> call.jobId(job.id())))
                    .withMessageContaining("'Stones' was not handed over");
            assertThat(send(jenkins, "PUT", output, token, zip("stones.txt", "basalt"))
                            .statusCode())
                    .isEqualTo(200);
            worker.putJobSuccessResult(call -> call.jobId(job.id()));
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
            assertThat(send(jenkins, "GET", input, token, new byte[0]).statusCode())
                    .isEqualTo(409);
            assertThat(clients.wrong()).isEmpty();
        });
    }

    private static String key(Artifact artifact) {
        return artifact.location().s3Location().objectKey();
    }

    private static HttpResponse<byte[]> send(JenkinsRule jenkins, String method, String key, String token, byte[] body)
            throws Exception {
        var request = HttpRequest.newBuilder(URI.create(jenkins.getURL() + "stage-gate-api/artifacts/" + key))
                .header("Authorization", "Bearer " + token)
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    /** An ordinary zip, as any program makes it. */
    private static byte[] zip(String file, String content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(file));
            zip.write(content.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
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

package io.jenkins.plugins.stagegate.local.wire;

import static io.jenkins.plugins.stagegate.local.wire.Pipelines.action;
import static io.jenkins.plugins.stagegate.local.wire.Pipelines.commands;
import static io.jenkins.plugins.stagegate.local.wire.Pipelines.stage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.Test;
import software.amazon.awssdk.services.codepipeline.model.*;

/** Workers that perform actions of custom types, and partners, of whom there are none. */
@SuppressWarnings("unchecked") // The SDK takes its builders as generic varargs.
public class WorkerStories extends ClientStories {
    @Test
    public void letsAWorkerPerformACustomAction() throws Exception {
        client.createCustomActionType(call -> call.category(ActionCategory.DEPLOY)
                .provider("Rocket")
                .version("1")
                .inputArtifactDetails(count -> count.minimumCount(0).maximumCount(5))
                .outputArtifactDetails(count -> count.minimumCount(0).maximumCount(0))
                .settings(settings -> settings.entityUrlTemplate("https://rockets.example.com/{Config:Target}")
                        .executionUrlTemplate(
                                "https://rockets.example.com/{Config:Target}/flights/{ExternalExecutionId}"))
                .configurationProperties(property ->
                        property.name("Target").required(true).key(true).secret(false)));
        assertThat(client.listActionTypes(call -> call.actionOwnerFilter(ActionOwner.CUSTOM))
                        .actionTypes())
                .extracting(type -> type.id().provider())
                .containsExactly("Rocket");
        create(
                "launched",
                stage(
                        "Launch",
                        action("Launch", ActionCategory.DEPLOY, ActionOwner.CUSTOM, "Rocket")
                                .configuration(Map.of("Target", "moon"))
                                .inputArtifacts(artifact -> artifact.name("Repository"))
                                .namespace("Flight")
                                .build()));
        awaitIn("launched", "Launch", ActionExecutionStatus.IN_PROGRESS);

        var job = take();
        assertThat(job.data().actionConfiguration().configuration()).containsEntry("Target", "moon");
        assertThat(job.data().pipelineContext().pipelineName()).isEqualTo("launched");
        assertThat(client.getJobDetails(call -> call.jobId(job.id()))
                        .jobDetails()
                        .id())
                .isEqualTo(job.id());
        assertThatExceptionOfType(InvalidNonceException.class)
                .isThrownBy(
                        () -> client.acknowledgeJob(call -> call.jobId(job.id()).nonce("other")));
        client.putJobSuccessResult(call -> call.jobId(job.id())
                .continuationToken("half way")
                .executionDetails(details ->
                        details.summary("In orbit").percentComplete(50).externalExecutionId("flight-1")));
        assertThat(latest("launched", "Launch").percentComplete()).isEqualTo(50);
        assertThat(latest("launched", "Launch").externalExecutionUrl())
                .isEqualTo("https://rockets.example.com/moon/flights/flight-1");
        assertThat(stageState("launched", "Launch").actionStates().get(0).entityUrl())
                .isEqualTo("https://rockets.example.com/moon");
        assertThat(stageState("launched", "Source").actionStates().get(0).entityUrl())
                .isNull();

        var next = take();
        assertThat(next.data().continuationToken()).isEqualTo("half way");
        client.putJobSuccessResult(call -> call.jobId(next.id()).outputVariables(Map.of("Crater", "Copernicus")));
        await("launched", newest("launched"), PipelineExecutionStatus.SUCCEEDED);
        assertThatExceptionOfType(InvalidJobStateException.class)
                .isThrownBy(() -> client.putJobSuccessResult(call -> call.jobId(next.id())));

        var second =
                client.startPipelineExecution(call -> call.name("launched")).pipelineExecutionId();
        awaitIn("launched", "Launch", ActionExecutionStatus.IN_PROGRESS);
        var failing = take();
        client.putJobFailureResult(call -> call.jobId(failing.id())
                .failureDetails(details -> details.type(FailureType.JOB_FAILED).message("Out of fuel")));
        await("launched", second, PipelineExecutionStatus.FAILED);
        assertThat(latest("launched", "Launch").errorDetails().message()).isEqualTo("Out of fuel");
        client.deleteCustomActionType(
                call -> call.category(ActionCategory.DEPLOY).provider("Rocket").version("1"));
    }

    @Test
    public void tellsASecretSettingToWorkersAndToNobodyElse() throws Exception {
        client.createCustomActionType(call -> call.category(ActionCategory.DEPLOY)
                .provider("Safe")
                .version("1")
                .inputArtifactDetails(count -> count.minimumCount(0).maximumCount(5))
                .outputArtifactDetails(count -> count.minimumCount(0).maximumCount(0))
                .configurationProperties(
                        property ->
                                property.name("Code").required(true).key(false).secret(true),
                        property ->
                                property.name("Door").required(false).key(false).secret(false)));
        create(
                "guarded",
                stage(
                        "Open",
                        action("Open", ActionCategory.DEPLOY, ActionOwner.CUSTOM, "Safe")
                                .configuration(Map.of("Code", "open sesame", "Door", "front"))
                                .build()));
        awaitIn("guarded", "Open", ActionExecutionStatus.IN_PROGRESS);

        var declared = client.getPipeline(call -> call.name("guarded")).pipeline();
        assertThat(declared.stages().get(1).actions().get(0).configuration())
                .containsEntry("Code", "****")
                .containsEntry("Door", "front");
        assertThat(client.listActionExecutions(call -> call.pipelineName("guarded"))
                        .toString())
                .contains("****")
                .doesNotContain("sesame");
        var job = take("Safe");
        assertThat(job.data().actionConfiguration().configuration()).containsEntry("Code", "open sesame");
        client.putJobSuccessResult(call -> call.jobId(job.id()));
        await("guarded", newest("guarded"), PipelineExecutionStatus.SUCCEEDED);

        // Whoever sends the mask back keeps what it stands for.
        var updated = client.updatePipeline(call -> call.pipeline(declared)).pipeline();
        assertThat(updated.toString()).doesNotContain("sesame");
        var second = client.startPipelineExecution(call -> call.name("guarded")).pipelineExecutionId();
        awaitIn("guarded", "Open", ActionExecutionStatus.IN_PROGRESS);
        var again = take("Safe");
        assertThat(again.data().actionConfiguration().configuration()).containsEntry("Code", "open sesame");
        assertThatExceptionOfType(ValidationException.class)
                .isThrownBy(() -> client.putJobSuccessResult(
                        call -> call.jobId(again.id()).outputVariables(Map.of("Said", "open sesame!"))))
                .withMessageContaining("The output variable 'Said' holds the secret setting 'Code'");
        client.putJobSuccessResult(
                call -> call.jobId(again.id()).executionDetails(details -> details.summary("I said open sesame")
                        .externalExecutionId("1")));
        await("guarded", second, PipelineExecutionStatus.SUCCEEDED);
        assertThat(latest("guarded", "Open").summary()).isEqualTo("I said ****");
        assertThat(filesWith("open sesame")).containsExactly(".stage-gate/guarded/secrets.json");
        assertThat(Files.getPosixFilePermissions(PROJECT.folder().resolve(".stage-gate/guarded/secrets.json")))
                .containsOnly(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        client.deleteCustomActionType(
                call -> call.category(ActionCategory.DEPLOY).provider("Safe").version("1"));
    }

    /** Below the project's folder. */
    private static List<String> filesWith(String text) throws IOException {
        try (var files = Files.walk(PROJECT.folder())) {
            var found = new ArrayList<String>();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text)) {
                    found.add(PROJECT.folder().relativize(file).toString());
                }
            }
            return found;
        }
    }

    @Test
    public void tellsWorkersTheSecretThatASettingNames() throws Exception {
        client.createCustomActionType(call -> call.category(ActionCategory.DEPLOY)
                .provider("Pad")
                .version("1")
                .inputArtifactDetails(count -> count.minimumCount(0).maximumCount(5))
                .outputArtifactDetails(count -> count.minimumCount(0).maximumCount(0))
                .configurationProperties(property ->
                        property.name("Code").required(true).key(false).secret(true)));
        create("launching", stage("Launch", pad("credentials:rocket-code")));
        awaitIn("launching", "Launch", ActionExecutionStatus.IN_PROGRESS);
        var job = take("Pad");
        assertThat(job.data().actionConfiguration().configuration()).containsEntry("Code", "lift off, please");
        client.putJobFailureResult(
                call -> call.jobId(job.id()).failureDetails(details -> details.type(FailureType.JOB_FAILED)
                        .message("Nobody heard 'lift off, please'")));
        await("launching", newest("launching"), PipelineExecutionStatus.FAILED);
        assertThat(latest("launching", "Launch").errorDetails().message()).isEqualTo("Nobody heard '****'");
        assertThat(filesWith("lift off")).isEmpty();
        client.deleteCustomActionType(
                call -> call.category(ActionCategory.DEPLOY).provider("Pad").version("1"));
    }

    @Test
    public void failsAnActionWhoseSecretIsNotThere() throws Exception {
        client.createCustomActionType(call -> call.category(ActionCategory.DEPLOY)
                .provider("Pad")
                .version("2")
                .inputArtifactDetails(count -> count.minimumCount(0).maximumCount(5))
                .outputArtifactDetails(count -> count.minimumCount(0).maximumCount(0))
                .configurationProperties(property ->
                        property.name("Code").required(true).key(false).secret(true)));
        create(
                "silent",
                stage(
                        "Launch",
                        pad("credentials:moon-code").toBuilder()
                                .actionTypeId(id -> id.category(ActionCategory.DEPLOY)
                                        .owner(ActionOwner.CUSTOM)
                                        .provider("Pad")
                                        .version("2"))
                                .build()));
        awaitIn("silent", "Launch", ActionExecutionStatus.IN_PROGRESS);
        assertThat(client.pollForJobs(call -> call.actionTypeId(id -> id.category(ActionCategory.DEPLOY)
                                .owner(ActionOwner.CUSTOM)
                                .provider("Pad")
                                .version("2")))
                        .jobs())
                .isEmpty();
        await("silent", newest("silent"), PipelineExecutionStatus.FAILED);
        assertThat(latest("silent", "Launch").errorDetails().message())
                .contains("'moon-code', which this pipeline cannot see", "STAGE_GATE_CREDENTIALS_MOON_CODE");
        client.deleteCustomActionType(
                call -> call.category(ActionCategory.DEPLOY).provider("Pad").version("2"));
    }

    private static ActionDeclaration pad(String code) {
        return action("Launch", ActionCategory.DEPLOY, ActionOwner.CUSTOM, "Pad")
                .configuration(Map.of("Code", code))
                .build();
    }

    @Test
    public void handsArtifactsToAWorkerAndTakesItsOwn() throws Exception {
        client.createCustomActionType(call -> call.category(ActionCategory.DEPLOY)
                .provider("Probe")
                .version("1")
                .inputArtifactDetails(count -> count.minimumCount(0).maximumCount(5))
                .outputArtifactDetails(count -> count.minimumCount(0).maximumCount(5)));
        create(
                "probed",
                stage(
                        "Land",
                        action("Land", ActionCategory.DEPLOY, ActionOwner.CUSTOM, "Probe")
                                .inputArtifacts(artifact -> artifact.name("Repository"))
                                .outputArtifacts(artifact -> artifact.name("Stones"))
                                .build()),
                stage(
                        "Look",
                        commands("Look", "grep -q basalt stones.txt").toBuilder()
                                .inputArtifacts(artifact -> artifact.name("Stones"))
                                .build()));
        awaitIn("probed", "Land", ActionExecutionStatus.IN_PROGRESS);
        var job = take("Probe");
        var token = job.data().artifactCredentials().sessionToken();
        var input = key(job.data().inputArtifacts().get(0));
        var output = key(job.data().outputArtifacts().get(0));

        assertThat(send("GET", input, "made up", new byte[0]).statusCode()).isEqualTo(403);
        var fetched = send("GET", input, token, new byte[0]);
        assertThat(fetched.statusCode()).isEqualTo(200);
        assertThat(fetched.headers().firstValue("ETag").orElse(""))
                .isEqualTo("\"sha256:"
                        + HexFormat.of()
                                .formatHex(MessageDigest.getInstance("SHA-256").digest(fetched.body()))
                        + "\"");
        assertThatExceptionOfType(CodePipelineException.class)
                .isThrownBy(() -> client.putJobSuccessResult(call -> call.jobId(job.id())))
                .withMessageContaining("'Stones' was not handed over");
        assertThat(send("PUT", input, token, new byte[0]).statusCode()).isEqualTo(404);
        assertThat(send("PUT", output, token, zip("stones.txt", "basalt")).statusCode())
                .isEqualTo(200);
        client.putJobSuccessResult(call -> call.jobId(job.id()));
        await("probed", newest("probed"), PipelineExecutionStatus.SUCCEEDED);
        assertThat(send("GET", input, token, new byte[0]).statusCode()).isEqualTo(409);
        client.deleteCustomActionType(
                call -> call.category(ActionCategory.DEPLOY).provider("Probe").version("1"));
    }

    private static String key(Artifact artifact) {
        return artifact.location().s3Location().objectKey();
    }

    private static HttpResponse<byte[]> send(String method, String key, String token, byte[] body) throws Exception {
        var request = HttpRequest.newBuilder(served.address().resolve("/artifacts/" + key))
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

    /** A function of AWS' is invoked there; here a worker asks for its calls, by the words of the declaration. */
    @Test
    public void letsAWorkerStandInForAFunctionWithoutAnyTypeMadeForIt() throws Exception {
        create(
                "computed",
                stage(
                        "Ask",
                        action("Ask", ActionCategory.INVOKE, ActionOwner.AWS, "Lambda")
                                .configuration(Map.of("FunctionName", "quote", "UserParameters", "{\"of\": \"day\"}"))
                                .namespace("Quote")
                                .build()),
                stage(
                        "Tell",
                        commands("Tell", "test \"#{Quote.Author}\" = Ada", "X=\"#{Quote.Text}\"").toBuilder()
                                .outputVariables("X")
                                .build()));
        awaitIn("computed", "Ask", ActionExecutionStatus.IN_PROGRESS);

        var function = ActionTypeId.builder()
                .category(ActionCategory.INVOKE)
                .owner(ActionOwner.AWS)
                .provider("Lambda")
                .version("1")
                .build();
        var jobs = client.pollForJobs(call -> call.actionTypeId(function)).jobs();
        assertThat(jobs).hasSize(1);
        var job = jobs.get(0);
        assertThat(job.data().actionTypeId()).isEqualTo(function);
        assertThat(job.data().actionConfiguration().configuration())
                .containsEntry("FunctionName", "quote")
                .containsEntry("UserParameters", "{\"of\": \"day\"}");
        assertThat(client.pollForJobs(call -> call.actionTypeId(function)).jobs())
                .isEmpty();
        assertThatExceptionOfType(CodePipelineException.class)
                .isThrownBy(() ->
                        client.pollForJobs(call -> call.actionTypeId(function).queryParam(Map.of("FunctionName", "q"))))
                .withMessageContaining("no queryable property");
        client.acknowledgeJob(call -> call.jobId(job.id()).nonce(job.nonce()));
        client.putJobSuccessResult(call -> call.jobId(job.id())
                .executionDetails(details -> details.summary("Found one").externalExecutionId("request-1"))
                .outputVariables(Map.of("Author", "Ada", "Text", "It weaves patterns")));

        var execution = newest("computed");
        await("computed", execution, PipelineExecutionStatus.SUCCEEDED);
        assertThat(client.listActionExecutions(call ->
                                call.pipelineName("computed").filter(filter -> filter.pipelineExecutionId(execution)))
                        .actionExecutionDetails())
                .filteredOn(detail -> detail.actionName().equals("Tell"))
                .singleElement()
                .satisfies(detail ->
                        assertThat(detail.output().outputVariables()).containsEntry("X", "It weaves patterns"));
    }

    @Test
    public void saysWhatAWorkerCannotDo() throws Exception {
        type("Crane");
        create(
                "lifted",
                stage(
                        "Lift",
                        action("Lift", ActionCategory.DEPLOY, ActionOwner.CUSTOM, "Crane")
                                .build()));
        awaitIn("lifted", "Lift", ActionExecutionStatus.IN_PROGRESS);
        var execution = newest("lifted");
        var job = take("Crane");
        assertThatExceptionOfType(OutputVariablesSizeExceededException.class)
                .isThrownBy(() -> client.putJobSuccessResult(
                        call -> call.jobId(job.id()).outputVariables(Map.of("Load", "x".repeat(122_880)))));

        client.stopPipelineExecution(call -> call.pipelineName("lifted").pipelineExecutionId(execution));
        await("lifted", execution, PipelineExecutionStatus.STOPPING);
        assertThatExceptionOfType(DuplicatedStopRequestException.class)
                .isThrownBy(() -> client.stopPipelineExecution(
                        call -> call.pipelineName("lifted").pipelineExecutionId(execution)));
        client.putJobSuccessResult(call -> call.jobId(job.id()));
        await("lifted", execution, PipelineExecutionStatus.STOPPED);
        assertThatExceptionOfType(InvalidJobStateException.class)
                .isThrownBy(() -> client.putJobFailureResult(
                        call -> call.jobId(job.id()).failureDetails(details -> details.type(FailureType.JOB_FAILED)
                                .message("Too late"))));
        client.deletePipeline(call -> call.name("lifted"));
        deleteType("Crane");
    }

    @Test
    public void holdsActionsAgainstTheirTypes() {
        client.createCustomActionType(call -> call.category(ActionCategory.DEPLOY)
                .provider("Drone")
                .version("1")
                .inputArtifactDetails(count -> count.minimumCount(1).maximumCount(1))
                .outputArtifactDetails(count -> count.minimumCount(0).maximumCount(0))
                .configurationProperties(property ->
                        property.name("Target").required(true).key(true).secret(false)));
        var drone = action("Fly", ActionCategory.DEPLOY, ActionOwner.CUSTOM, "Drone")
                .configuration(Map.of("Target", "roof"))
                .inputArtifacts(artifact -> artifact.name("Repository"))
                .build();
        client.createPipeline(call -> call.pipeline(Pipelines.of("flown", repository(), stage("Fly", drone))));
        var type = drone.actionTypeId();
        var unfit = Map.of(
                "Version: '2') in action 'Fly' is not available",
                drone.toBuilder().actionTypeId(type.toBuilder().version("2").build()),
                "missing required configuration 'Target'",
                drone.toBuilder().configuration(Map.of()),
                "unknown configuration 'Height'",
                drone.toBuilder().configuration(Map.of("Target", "roof", "Height", "10")),
                "has 0 input artifacts; its type takes 1 to 1",
                drone.toBuilder().inputArtifacts(List.of()),
                "missing required configuration 'ApplicationName'",
                drone.toBuilder()
                        .actionTypeId(type.toBuilder()
                                .owner(ActionOwner.AWS)
                                .provider("CodeDeploy")
                                .build())
                        .configuration(Map.of("DeploymentGroupName", "web")));
        unfit.forEach((message, action) -> {
            var declared = Pipelines.of("flown", repository(), stage("Fly", action.build()));
            assertThatExceptionOfType(InvalidActionDeclarationException.class)
                    .isThrownBy(() -> client.updatePipeline(call -> call.pipeline(declared)))
                    .withMessageContaining(message);
            assertThatExceptionOfType(InvalidActionDeclarationException.class)
                    .isThrownBy(() -> client.createPipeline(call ->
                            call.pipeline(declared.toBuilder().name("unfit").build())))
                    .withMessageContaining(message);
        });
        // Of the service's own types there are more every year, and more settings.
        var newer = drone.toBuilder()
                .actionTypeId(type.toBuilder()
                        .owner(ActionOwner.AWS)
                        .provider("CodeDeploy")
                        .build())
                .configuration(Map.of("ApplicationName", "shop", "DeploymentGroupName", "web", "Height", "10"))
                .build();
        var newest = drone.toBuilder()
                .actionTypeId(type.toBuilder()
                        .owner(ActionOwner.AWS)
                        .provider("Balloon")
                        .build())
                .build();
        for (ActionDeclaration action : List.of(newer, newest)) {
            client.updatePipeline(call -> call.pipeline(Pipelines.of("flown", repository(), stage("Fly", action))));
        }
        client.deletePipeline(call -> call.name("flown"));
        deleteType("Drone");
    }

    @Test
    public void letsWorkersAskByEveryTypeOfAws() {
        for (String type :
                List.of("Invoke/CodePipeline", "Invoke/StepFunctions", "Deploy/CodeDeployToECS", "Deploy/EKS")) {
            assertThat(client.pollForJobs(call -> call.actionTypeId(id -> id.category(type.substring(0, 6))
                                    .owner(ActionOwner.AWS)
                                    .provider(type.substring(7))
                                    .version("1")))
                            .jobs())
                    .as(type)
                    .isEmpty();
        }
    }

    @Test
    public void knowsFiftyTypesAtMost() {
        int made = 0;
        try {
            while (true) {
                type("Type-" + made);
                made++;
                assertThat(made).isLessThanOrEqualTo(50);
            }
        } catch (LimitExceededException e) {
            assertThat(made).isBetween(45, 50);
        } finally {
            for (int i = 0; i < made; i++) {
                deleteType("Type-" + i);
            }
        }
    }

    private static void type(String provider) {
        client.createCustomActionType(call -> call.category(ActionCategory.DEPLOY)
                .provider(provider)
                .version("1")
                .inputArtifactDetails(count -> count.minimumCount(0).maximumCount(5))
                .outputArtifactDetails(count -> count.minimumCount(0).maximumCount(5)));
    }

    private static void deleteType(String provider) {
        client.deleteCustomActionType(
                call -> call.category(ActionCategory.DEPLOY).provider(provider).version("1"));
    }

    private static Job take() {
        return take("Rocket");
    }

    private static Job take(String provider) {
        var jobs = client.pollForJobs(call -> call.maxBatchSize(1).actionTypeId(id -> id.category(ActionCategory.DEPLOY)
                        .owner(ActionOwner.CUSTOM)
                        .provider(provider)
                        .version("1")))
                .jobs();
        assertThat(jobs).hasSize(1);
        var job = jobs.get(0);
        var status = client.acknowledgeJob(call -> call.jobId(job.id()).nonce(job.nonce()))
                .status();
        assertThat(status).isEqualTo(JobStatus.IN_PROGRESS);
        return job;
    }

    @Test
    public void hasNoPartners() {
        assertThatExceptionOfType(ActionTypeNotFoundException.class)
                .isThrownBy(() ->
                        client.pollForThirdPartyJobs(call -> call.actionTypeId(id -> id.category(ActionCategory.DEPLOY)
                                .owner(ActionOwner.THIRD_PARTY)
                                .provider("Partner")
                                .version("1"))));
        assertThatExceptionOfType(JobNotFoundException.class)
                .isThrownBy(() -> client.acknowledgeThirdPartyJob(
                        call -> call.jobId("1").nonce("1").clientToken("1")));
        assertThatExceptionOfType(JobNotFoundException.class)
                .isThrownBy(() ->
                        client.getThirdPartyJobDetails(call -> call.jobId("1").clientToken("1")));
        assertThatExceptionOfType(JobNotFoundException.class)
                .isThrownBy(() -> client.putThirdPartyJobSuccessResult(
                        call -> call.jobId("1").clientToken("1")));
        assertThatExceptionOfType(JobNotFoundException.class)
                .isThrownBy(() -> client.putThirdPartyJobFailureResult(
                        call -> call.jobId("1").clientToken("1").failureDetails(details -> details.type(
                                        FailureType.JOB_FAILED)
                                .message("m"))));
        assertThatExceptionOfType(ActionTypeNotFoundException.class)
                .isThrownBy(() -> client.getActionType(call -> call.category(ActionCategory.DEPLOY)
                        .owner("ThirdParty")
                        .provider("Partner")
                        .version("1")));
        assertThatExceptionOfType(ActionTypeNotFoundException.class)
                .isThrownBy(() -> client.updateActionType(call -> call.actionType(type -> type.id(
                                id -> id.category(ActionCategory.DEPLOY)
                                        .owner("ThirdParty")
                                        .provider("Partner")
                                        .version("1"))
                        .executor(executor -> executor.type(ExecutorType.JOB_WORKER)
                                .configuration(settings -> settings.jobWorkerExecutorConfiguration(
                                        worker -> worker.pollingAccounts("000000000000"))))
                        .inputArtifactDetails(count -> count.minimumCount(0).maximumCount(1))
                        .outputArtifactDetails(count -> count.minimumCount(0).maximumCount(1)))));
        assertThat(client.listRuleTypes(call -> {}).ruleTypes())
                .extracting(type -> type.id().provider())
                .contains("DeploymentWindow", "VariableCheck");
    }
}

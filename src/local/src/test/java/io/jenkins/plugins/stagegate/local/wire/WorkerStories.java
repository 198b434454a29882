package io.jenkins.plugins.stagegate.local.wire;

import static io.jenkins.plugins.stagegate.local.wire.Pipelines.action;
import static io.jenkins.plugins.stagegate.local.wire.Pipelines.stage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
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

    private static Job take() {
        var jobs = client.pollForJobs(call -> call.maxBatchSize(1).actionTypeId(id -> id.category(ActionCategory.DEPLOY)
                        .owner(ActionOwner.CUSTOM)
                        .provider("Rocket")
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

package io.jenkins.plugins.stagegate.local.wire;

import static io.jenkins.plugins.stagegate.local.wire.Pipelines.approval;
import static io.jenkins.plugins.stagegate.local.wire.Pipelines.commands;
import static io.jenkins.plugins.stagegate.local.wire.Pipelines.stage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jenkins.plugins.stagegate.local.Eventually;
import java.time.Instant;
import java.util.Map;
import org.junit.Test;
import software.amazon.awssdk.services.codepipeline.model.*;

/** Executions as clients start, decide, steer and look them up. */
@SuppressWarnings("unchecked") // The SDK takes its builders as generic varargs.
public class ExecutionStories extends ClientStories {
    @Test
    public void startsApprovesAndKeepsTheHistory() throws Exception {
        var first = client.startPipelineExecution(call -> call.name("shop").clientRequestToken("once"))
                .pipelineExecutionId();
        var again = client.startPipelineExecution(call -> call.name("shop").clientRequestToken("once"))
                .pipelineExecutionId();
        assertThat(again).isEqualTo(first);
        awaitIn("shop", "Approve", ActionExecutionStatus.IN_PROGRESS);

        assertThatExceptionOfType(InvalidApprovalTokenException.class)
                .isThrownBy(() -> approve("shop", "00000000-0000-0000-0000-000000000000"));
        var token = latest("shop", "Approve").token();
        assertThat(approve("shop", token).approvedAt()).isBeforeOrEqualTo(Instant.now());
        await("shop", first, PipelineExecutionStatus.SUCCEEDED);
        assertThatExceptionOfType(ApprovalAlreadyCompletedException.class).isThrownBy(() -> approve("shop", token));

        var actions = client
                .listActionExecutionsPaginator(call ->
                        call.pipelineName("shop").maxResults(1).filter(filter -> filter.pipelineExecutionId(first)))
                .actionExecutionDetails()
                .stream()
                .toList();
        assertThat(actions)
                .extracting(ActionExecutionDetail::actionName)
                .containsExactly("ShipIt", "Package", "Checkout");
        assertThat(actions.get(1).output().outputVariables()).containsEntry("X", "1");
        assertThat(actions.get(2).output().outputArtifacts().get(0).s3location().key())
                .startsWith("sha256:");
        assertThat(client.listPipelineExecutions(call -> call.pipelineName("shop")
                                .filter(filter -> filter.succeededInStage(stage -> stage.stageName("Approve"))))
                        .pipelineExecutionSummaries())
                .extracting(PipelineExecutionSummary::pipelineExecutionId)
                .contains(first);
        assertThatExceptionOfType(ActionExecutionNotFoundException.class)
                .isThrownBy(() -> client.listDeployActionExecutionTargets(
                        call -> call.pipelineName("shop").actionExecutionId("none")));
        assertThat(client.listDeployActionExecutionTargets(
                                call -> call.actionExecutionId(actions.get(1).actionExecutionId()))
                        .targets())
                .isEmpty();
    }

    private static PutApprovalResultResponse approve(String pipeline, String token) {
        return client.putApprovalResult(call -> call.pipelineName(pipeline)
                .stageName("Approve")
                .actionName("ShipIt")
                .token(token)
                .result(result -> result.status(ApprovalStatus.APPROVED).summary("Looks good")));
    }

    @Test
    public void closesAndOpensTransitions() throws Exception {
        create("gated", stage("Build", commands("Make", "true")), stage("Ship", commands("Ship", "true")));
        client.disableStageTransition(call -> call.pipelineName("gated")
                .stageName("Ship")
                .transitionType(StageTransitionType.INBOUND)
                .reason("Inventory until Friday"));
        var id = newest("gated");
        Eventually.until(
                () -> stageState("gated", "Ship").inboundExecution() != null,
                () -> String.valueOf(stageState("gated", "Ship")));
        var transition = stageState("gated", "Ship").inboundTransitionState();
        assertThat(transition.enabled()).isFalse();
        assertThat(transition.disabledReason()).isEqualTo("Inventory until Friday");
        client.enableStageTransition(
                call -> call.pipelineName("gated").stageName("Ship").transitionType(StageTransitionType.INBOUND));
        await("gated", id, PipelineExecutionStatus.SUCCEEDED);
        assertThatExceptionOfType(StageNotFoundException.class)
                .isThrownBy(() -> client.enableStageTransition(call ->
                        call.pipelineName("gated").stageName("Nowhere").transitionType(StageTransitionType.INBOUND)));
    }

    @Test
    public void retriesStopsAndRollsBack() throws Exception {
        var flag = PROJECT.folder().resolve("broken");
        create(
                "shaky",
                stage("Deploy", commands("Deploy", "test ! -e '" + flag + "'")),
                stage("Approve", approval("ShipIt")));
        var good = newest("shaky");
        awaitIn("shaky", "Approve", ActionExecutionStatus.IN_PROGRESS);
        assertThatExceptionOfType(StageNotRetryableException.class).isThrownBy(() -> retry("shaky", good));
        client.stopPipelineExecution(call -> call.pipelineName("shaky")
                .pipelineExecutionId(good)
                .abandon(true)
                .reason("Enough"));
        await("shaky", good, PipelineExecutionStatus.STOPPED);
        assertThatExceptionOfType(PipelineExecutionNotStoppableException.class)
                .isThrownBy(() -> client.stopPipelineExecution(
                        call -> call.pipelineName("shaky").pipelineExecutionId(good)));

        java.nio.file.Files.createFile(flag);
        var bad = client.startPipelineExecution(call -> call.name("shaky")).pipelineExecutionId();
        await("shaky", bad, PipelineExecutionStatus.FAILED);
        assertThatExceptionOfType(NotLatestPipelineExecutionException.class).isThrownBy(() -> retry("shaky", good));
        java.nio.file.Files.delete(flag);
        assertThat(retry("shaky", bad).pipelineExecutionId()).isEqualTo(bad);
        awaitIn("shaky", "Deploy", ActionExecutionStatus.SUCCEEDED);
        assertThat(stageState("shaky", "Deploy").retryStageMetadata().manualStageRetryAttempt())
                .isEqualTo(1);

        var back = client.rollbackStage(
                        call -> call.pipelineName("shaky").stageName("Deploy").targetPipelineExecutionId(good))
                .pipelineExecutionId();
        await("shaky", back, PipelineExecutionStatus.SUCCEEDED);
        var rolledBack = client.getPipelineExecution(
                        call -> call.pipelineName("shaky").pipelineExecutionId(back))
                .pipelineExecution();
        assertThat(rolledBack.executionType()).isEqualTo(ExecutionType.ROLLBACK);
        assertThat(rolledBack.rollbackMetadata().rollbackTargetPipelineExecutionId())
                .isEqualTo(good);
        assertThatExceptionOfType(UnableToRollbackStageException.class)
                .isThrownBy(() -> client.rollbackStage(
                        call -> call.pipelineName("shaky").stageName("Source").targetPipelineExecutionId(good)));
    }

    private static RetryStageExecutionResponse retry(String pipeline, String execution) {
        return client.retryStageExecution(call -> call.pipelineName(pipeline)
                .stageName("Deploy")
                .pipelineExecutionId(execution)
                .retryMode(StageRetryMode.FAILED_ACTIONS));
    }

    @Test
    public void overridesAConditionAndListsItsRules() throws Exception {
        var condition = Condition.builder()
                .result(Result.FAIL)
                .rules(rule -> rule.name("Never")
                        .ruleTypeId(id -> id.category(RuleCategory.RULE)
                                .owner(RuleOwner.AWS)
                                .provider("DeploymentWindow")
                                .version("1"))
                        .configuration(Map.of("Cron", "* * * 1 1 ? 2099")))
                .build();
        create(
                "windowed",
                stage("Ship", commands("Ship", "true")).toBuilder()
                        .beforeEntry(entry -> entry.conditions(condition))
                        .build());
        var id = newest("windowed");
        Eventually.until(
                () -> stageState("windowed", "Ship").beforeEntryConditionState() != null,
                () -> String.valueOf(stageState("windowed", "Ship")));
        client.overrideStageCondition(call -> call.pipelineName("windowed")
                .stageName("Ship")
                .pipelineExecutionId(id)
                .conditionType(ConditionType.BEFORE_ENTRY));
        await("windowed", id, PipelineExecutionStatus.SUCCEEDED);
        assertThatExceptionOfType(ConditionNotOverridableException.class)
                .isThrownBy(() -> client.overrideStageCondition(call -> call.pipelineName("windowed")
                        .stageName("Ship")
                        .pipelineExecutionId(id)
                        .conditionType(ConditionType.BEFORE_ENTRY)));
        var rules =
                client.listRuleExecutions(call -> call.pipelineName("windowed")).ruleExecutionDetails();
        assertThat(rules).hasSize(1);
        assertThat(rules.get(0).status()).isEqualTo(RuleExecutionStatus.ABANDONED);
        assertThat(rules.get(0).input().ruleTypeId().provider()).isEqualTo("DeploymentWindow");
    }

    @Test
    public void takesARevisionFromOutside() throws Exception {
        create("pushed", stage("Build", commands("Make", "true")));
        await("pushed", newest("pushed"), PipelineExecutionStatus.SUCCEEDED);
        var revision = client.getPipelineExecution(
                        call -> call.pipelineName("pushed").pipelineExecutionId(newest("pushed")))
                .pipelineExecution()
                .artifactRevisions()
                .get(0)
                .revisionId();
        assertThat(put(revision).newRevision()).isFalse();
        assertThat(put("0123456789").newRevision()).isTrue();
        assertThat(client.listPipelineExecutions(call -> call.pipelineName("pushed"))
                        .pipelineExecutionSummaries())
                .extracting(one -> one.trigger().triggerType())
                .containsExactly(TriggerType.PUT_ACTION_REVISION, TriggerType.CREATE_PIPELINE);
        assertThatExceptionOfType(ActionNotFoundException.class)
                .isThrownBy(() -> client.putActionRevision(call -> call.pipelineName("pushed")
                        .stageName("Source")
                        .actionName("Other")
                        .actionRevision(
                                one -> one.revisionId("1").revisionChangeId("1").created(Instant.now()))));
    }

    private static PutActionRevisionResponse put(String revision) {
        return client.putActionRevision(call -> call.pipelineName("pushed")
                .stageName("Source")
                .actionName("Checkout")
                .actionRevision(
                        one -> one.revisionId(revision).revisionChangeId("c").created(Instant.now())));
    }
}

package io.jenkins.plugins.stagegate.local.wire;

import static io.jenkins.plugins.stagegate.local.wire.Pipelines.approval;
import static io.jenkins.plugins.stagegate.local.wire.Pipelines.commands;
import static io.jenkins.plugins.stagegate.local.wire.Pipelines.stage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.Test;
import software.amazon.awssdk.services.codepipeline.model.*;

/** What goes wrong, by the names that clients know. */
@SuppressWarnings("unchecked") // The SDK takes its builders as generic varargs.
public class ErrorStories extends ClientStories {
    private static final String NOBODY = "00000000-0000-0000-0000-000000000000";
    private static final String ARN = "arn:aws:codepipeline:local:000000000000:";

    /** An operation, a request with single quotes, and the error that it gets. */
    private static final List<String[]> REFUSED = List.of(
            new String[] {"GetPipeline", "{'name': 'none'}", "PipelineNotFoundException"},
            new String[] {"GetPipelineState", "{'name': 'none'}", "PipelineNotFoundException"},
            new String[] {"StartPipelineExecution", "{'name': 'none'}", "PipelineNotFoundException"},
            new String[] {"ListPipelineExecutions", "{'pipelineName': 'none'}", "PipelineNotFoundException"},
            new String[] {"ListActionExecutions", "{'pipelineName': 'none'}", "PipelineNotFoundException"},
            new String[] {"ListRuleExecutions", "{'pipelineName': 'none'}", "PipelineNotFoundException"},
            new String[] {
                "ListDeployActionExecutionTargets",
                "{'pipelineName': 'none', 'actionExecutionId': 'a'}",
                "PipelineNotFoundException"
            },
            new String[] {
                "GetPipelineExecution",
                "{'pipelineName': 'none', 'pipelineExecutionId': '" + NOBODY + "'}",
                "PipelineNotFoundException"
            },
            new String[] {
                "GetPipelineExecution",
                "{'pipelineName': 'shop', 'pipelineExecutionId': '" + NOBODY + "'}",
                "PipelineExecutionNotFoundException"
            },
            new String[] {
                "ListActionExecutions",
                "{'pipelineName': 'shop', 'filter': {'pipelineExecutionId': '" + NOBODY + "'}}",
                "PipelineExecutionNotFoundException"
            },
            new String[] {
                "ListRuleExecutions",
                "{'pipelineName': 'shop', 'filter': {'pipelineExecutionId': '" + NOBODY + "'}}",
                "PipelineExecutionNotFoundException"
            },
            new String[] {
                "StopPipelineExecution",
                "{'pipelineName': 'none', 'pipelineExecutionId': '" + NOBODY + "'}",
                "PipelineNotFoundException"
            },
            new String[] {
                "StopPipelineExecution",
                "{'pipelineName': 'shop', 'pipelineExecutionId': '" + NOBODY + "'}",
                "PipelineExecutionNotStoppableException"
            },
            new String[] {
                "RollbackStage",
                "{'pipelineName': 'none', 'stageName': 'Build', 'targetPipelineExecutionId': '" + NOBODY + "'}",
                "PipelineNotFoundException"
            },
            new String[] {
                "RollbackStage",
                "{'pipelineName': 'shop', 'stageName': 'Build', 'targetPipelineExecutionId': '" + NOBODY + "'}",
                "PipelineExecutionNotFoundException"
            },
            new String[] {
                "TagResource",
                "{'resourceArn': '" + ARN + "none', 'tags': [{'key': 'a', 'value': 'b'}]}",
                "ResourceNotFoundException"
            },
            new String[] {
                "TagResource",
                "{'resourceArn': 'arn:aws:codepipeline:a:b:000000000000:shop', 'tags': []}",
                "InvalidArnException"
            },
            new String[] {
                "TagResource",
                "{'resourceArn': '" + ARN + "shop', 'tags': [{'key': 'aws:a', 'value': 'b'}]}",
                "InvalidTagsException"
            },
            new String[] {
                "TagResource", "{'resourceArn': '" + ARN + "shop', 'tags': " + fiftyOne() + "}", "TooManyTagsException"
            },
            new String[] {
                "UntagResource", "{'resourceArn': '" + ARN + "none', 'tagKeys': ['a']}", "ResourceNotFoundException"
            },
            new String[] {
                "UntagResource",
                "{'resourceArn': 'arn:aws:codepipeline:a:b:000000000000:shop', 'tagKeys': []}",
                "InvalidArnException"
            },
            new String[] {
                "UntagResource", "{'resourceArn': '" + ARN + "shop', 'tagKeys': ['aws:a']}", "InvalidTagsException"
            },
            new String[] {
                "ListTagsForResource",
                "{'resourceArn': 'arn:aws:codepipeline:a:b:000000000000:shop'}",
                "InvalidArnException"
            },
            new String[] {
                "PollForJobs",
                "{'actionTypeId': {'category': 'Test', 'owner': 'Custom', 'provider': 'None', 'version': '1'}}",
                "ActionTypeNotFoundException"
            },
            new String[] {"GetJobDetails", "{'jobId': '" + NOBODY + "'}", "JobNotFoundException"},
            new String[] {"AcknowledgeJob", "{'jobId': '" + NOBODY + "', 'nonce': '1'}", "JobNotFoundException"},
            new String[] {"PutJobSuccessResult", "{'jobId': '" + NOBODY + "'}", "JobNotFoundException"},
            new String[] {
                "PutJobFailureResult",
                "{'jobId': '" + NOBODY + "', 'failureDetails': {'type': 'JobFailed', 'message': 'm'}}",
                "JobNotFoundException"
            },
            new String[] {
                "CreateCustomActionType",
                "{'category': 'Test', 'provider': 'P', 'version': '1', 'inputArtifactDetails': {'minimumCount': 0, 'maximumCount': 1},"
                        + " 'outputArtifactDetails': {'minimumCount': 0, 'maximumCount': 1}, 'tags': " + fiftyOne()
                        + "}",
                "TooManyTagsException"
            },
            new String[] {
                "CreateCustomActionType",
                "{'category': 'Test', 'provider': 'P', 'version': '1', 'inputArtifactDetails': {'minimumCount': 0, 'maximumCount': 1},"
                        + " 'outputArtifactDetails': {'minimumCount': 0, 'maximumCount': 1},"
                        + " 'tags': [{'key': 'a', 'value': ''}, {'key': 'a', 'value': ''}]}",
                "InvalidTagsException"
            },
            new String[] {"RegisterWebhookWithThirdParty", "{'webhookName': 'none'}", "WebhookNotFoundException"},
            new String[] {"DeregisterWebhookWithThirdParty", "{'webhookName': 'none'}", "WebhookNotFoundException"});

    private static String fiftyOne() {
        var tags = JsonNodeFactory.instance.arrayNode();
        IntStream.rangeClosed(1, 51)
                .forEach(i -> tags.addObject().put("key", "k" + i).put("value", ""));
        return tags.toString();
    }

    private static void assertRefused(String operation, String request, String error) throws Exception {
        var answer = calls.call(operation, request.replace('\'', '"'));
        assertThat(answer.error()).as(operation + " " + answer).isEqualTo(error);
        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    public void whatIsNotThereIsSaidByItsName() throws Exception {
        for (String[] one : REFUSED) {
            assertRefused(one[0], one[1], one[2]);
        }
        assertThat(client.listTagsForResource(call -> call.resourceArn(ARN + "shop"))
                        .tags())
                .isEmpty();
    }

    @Test
    public void aStageOrAnActionThatIsNotThereIsSaid() throws Exception {
        create("steered", stage("Gate", approval("ShipIt")));
        var execution = newest("steered");
        for (String name : List.of("none", "steered")) {
            var error = name.equals("none") ? "PipelineNotFoundException" : "StageNotFoundException";
            var at = "{'pipelineName': '" + name + "', 'stageName': 'Nowhere', ";
            assertRefused("DisableStageTransition", at + "'transitionType': 'Inbound', 'reason': 'Inventory'}", error);
            assertRefused("EnableStageTransition", at + "'transitionType': 'Inbound'}", error);
            var of = at + "'pipelineExecutionId': '" + execution + "', ";
            assertRefused("RetryStageExecution", of + "'retryMode': 'ALL_ACTIONS'}", error);
            assertRefused("OverrideStageCondition", of + "'conditionType': 'ON_SUCCESS'}", error);
            assertRefused("RollbackStage", at + "'targetPipelineExecutionId': '" + execution + "'}", error);
            assertRefused(
                    "PutActionRevision",
                    at
                            + "'actionName': 'A', 'actionRevision': {'revisionId': '1', 'revisionChangeId': '1', 'created': 1}}",
                    error);
            assertRefused(
                    "PutApprovalResult",
                    at + "'actionName': 'A', 'token': '" + NOBODY
                            + "', 'result': {'status': 'Approved', 'summary': ''}}",
                    error);
        }
        assertRefused(
                "PutApprovalResult",
                "{'pipelineName': 'steered', 'stageName': 'Gate', 'actionName': 'A', 'token': '" + NOBODY
                        + "', 'result': {'status': 'Approved', 'summary': ''}}",
                "ActionNotFoundException");
        assertRefused(
                "OverrideStageCondition",
                "{'pipelineName': 'steered', 'stageName': 'Gate', 'conditionType': 'ON_SUCCESS', 'pipelineExecutionId': '"
                        + NOBODY + "'}",
                "NotLatestPipelineExecutionException");
        client.deletePipeline(call -> call.name("steered"));
    }

    @Test
    public void aDeclarationThatMakesNoSenseIsRefusedByThePlaceOfTheMistake() throws Exception {
        create("sound", stage("Build", commands("Make", "true")));
        var make = commands("Make", "true");
        var unsound = Map.of(
                "InvalidStructureException",
                List.<StageDeclaration>of(),
                "InvalidStageDeclarationException",
                List.of(stage("Build", make), stage("Build", commands("Other", "true"))),
                "InvalidActionDeclarationException",
                List.of(stage("Build", make, make)),
                "InvalidBlockerDeclarationException",
                List.of(stage("Build", make).toBuilder()
                        .blockers(
                                blocker -> blocker.name("Freeze").type(BlockerType.SCHEDULE),
                                blocker -> blocker.name("Freeze").type(BlockerType.SCHEDULE))
                        .build()));
        unsound.forEach((error, stages) -> {
            var all = stages.toArray(StageDeclaration[]::new);
            assertThatExceptionOfType(CodePipelineException.class)
                    .isThrownBy(
                            () -> client.createPipeline(call -> call.pipeline(Pipelines.of("odd", repository(), all))))
                    .satisfies(refusal ->
                            assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(error));
            assertThatExceptionOfType(CodePipelineException.class)
                    .isThrownBy(() ->
                            client.updatePipeline(call -> call.pipeline(Pipelines.of("sound", repository(), all))))
                    .satisfies(refusal ->
                            assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(error));
        });
        client.deletePipeline(call -> call.name("sound"));
    }

    @Test
    public void nothingIsMadeWithTagsThatCannotBe() {
        var declared = Pipelines.of("tagged", repository(), stage("Build", commands("Make", "true")));
        var many = IntStream.rangeClosed(1, 51)
                .mapToObj(i -> Tag.builder().key("k" + i).value("").build())
                .toList();
        var reserved = Tag.builder().key("aws:team").value("shop").build();
        assertThatExceptionOfType(TooManyTagsException.class)
                .isThrownBy(() ->
                        client.createPipeline(call -> call.pipeline(declared).tags(many)));
        assertThatExceptionOfType(InvalidTagsException.class)
                .isThrownBy(() ->
                        client.createPipeline(call -> call.pipeline(declared).tags(reserved)));
        assertThatExceptionOfType(PipelineNotFoundException.class)
                .isThrownBy(() -> client.getPipeline(call -> call.name("tagged")));
        var webhook = WebhookDefinition.builder()
                .name("tagged")
                .targetPipeline("shop")
                .targetAction("Checkout")
                .filters(List.of())
                .authentication(WebhookAuthenticationType.UNAUTHENTICATED)
                .authenticationConfiguration(settings -> {})
                .build();
        assertThatExceptionOfType(TooManyTagsException.class)
                .isThrownBy(
                        () -> client.putWebhook(call -> call.webhook(webhook).tags(many)));
        assertThatExceptionOfType(InvalidTagsException.class)
                .isThrownBy(
                        () -> client.putWebhook(call -> call.webhook(webhook).tags(reserved)));
        assertThatExceptionOfType(InvalidWebhookFilterPatternException.class)
                .isThrownBy(() -> client.putWebhook(call -> call.webhook(webhook.toBuilder()
                        .filters(filter -> filter.jsonPath("ref").matchEquals("main"))
                        .build())));
        assertThatExceptionOfType(PipelineNotFoundException.class)
                .isThrownBy(() -> client.putWebhook(call ->
                        call.webhook(webhook.toBuilder().targetPipeline("none").build())));
        assertThat(client.listWebhooks().webhooks()).isEmpty();
        assertThat(client.listActionTypes(call -> call.actionOwnerFilter(ActionOwner.CUSTOM))
                        .actionTypes())
                .extracting(type -> type.id().provider())
                .doesNotContain("P");
    }

    @Test
    public void aPipelineHasFiftyExecutionsInProgressAndTheNextIsRefused() throws Exception {
        client.createPipeline(
                call -> call.pipeline(Pipelines.of("crowded", repository(), stage("Gate", approval("Let"))).toBuilder()
                        .executionMode(ExecutionMode.QUEUED)
                        .build()));
        var first = newest("crowded");
        awaitIn("crowded", "Gate", ActionExecutionStatus.IN_PROGRESS);
        var token = latest("crowded", "Gate").token();
        client.disableStageTransition(call -> call.pipelineName("crowded")
                .stageName("Gate")
                .transitionType(StageTransitionType.INBOUND)
                .reason("Full"));
        client.putApprovalResult(call -> call.pipelineName("crowded")
                .stageName("Gate")
                .actionName("Let")
                .token(token)
                .result(result -> result.status(ApprovalStatus.REJECTED).summary("")));
        await("crowded", first, PipelineExecutionStatus.FAILED);
        for (int i = 0; i < 50; i++) {
            client.startPipelineExecution(call -> call.name("crowded"));
        }
        assertThatExceptionOfType(ConcurrentPipelineExecutionsLimitExceededException.class)
                .isThrownBy(() -> client.startPipelineExecution(call -> call.name("crowded")));
        assertThatExceptionOfType(ConcurrentPipelineExecutionsLimitExceededException.class)
                .isThrownBy(() -> client.putActionRevision(call -> call.pipelineName("crowded")
                        .stageName("Source")
                        .actionName("Checkout")
                        .actionRevision(
                                one -> one.revisionId("1").revisionChangeId("1").created(java.time.Instant.now()))));
        assertThatExceptionOfType(ConcurrentPipelineExecutionsLimitExceededException.class)
                .isThrownBy(() -> client.retryStageExecution(call -> call.pipelineName("crowded")
                        .stageName("Gate")
                        .pipelineExecutionId(first)
                        .retryMode(StageRetryMode.FAILED_ACTIONS)));
        client.deletePipeline(call -> call.name("crowded"));
    }
}

package io.jenkins.plugins.stagegate.local.wire;

import static io.jenkins.plugins.stagegate.local.wire.Pipelines.action;
import static io.jenkins.plugins.stagegate.local.wire.Pipelines.approval;
import static io.jenkins.plugins.stagegate.local.wire.Pipelines.commands;
import static io.jenkins.plugins.stagegate.local.wire.Pipelines.stage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jenkins.plugins.stagegate.local.Eventually;
import io.jenkins.plugins.stagegate.local.cli.Project;
import io.jenkins.plugins.stagegate.local.cli.Served;
import java.lang.reflect.Method;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.*;

/** The AWS SDK drives a real {@code serve}: every operation, and whatever it throws. */
@SuppressWarnings("unchecked") // The SDK takes its builders as generic varargs.
public class CodePipelineClientTest {
    @ClassRule
    public static final Project PROJECT = new Project();

    private static Clients clients;
    private static Served served;
    private static CodePipelineClient client;
    private static int triedTests;

    @BeforeClass
    public static void serve() throws Exception {
        PROJECT.define(
                """
                stage('Build') { build('Package') { input 'Repository'; commands 'X=1'; exports 'X'; namespace 'Package' } }
                stage('Approve') { approval('ShipIt') { message 'Ship #{Package.X}?' } }
                """);
        var key = Served.key(PROJECT);
        served = Served.start(PROJECT);
        clients = new Clients(served.address());
        client = clients.with(key.get("AWS_ACCESS_KEY_ID"), key.get("AWS_SECRET_ACCESS_KEY"));
    }

    /** Unless somebody picked single tests. */
    @AfterClass
    public static void everyOperationWasCalled() {
        var tests = Stream.of(CodePipelineClientTest.class.getMethods())
                .filter(method -> method.isAnnotationPresent(Test.class))
                .count();
        if (triedTests == tests) {
            var operations = Stream.of(CodePipelineClient.class.getMethods())
                    .map(Method::getName)
                    .filter(name -> !name.endsWith("Paginator")
                            && !Stream.of("builder", "create", "close", "serviceName", "serviceMetadata", "waiter")
                                    .anyMatch(name::equals)
                            && !name.equals("serviceClientConfiguration"))
                    .map(name -> name.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + name.substring(1))
                    .collect(Collectors.toSet());
            assertThat(clients.called()).containsAll(operations).hasSize(44);
        }
    }

    @org.junit.Before
    public void count() {
        triedTests++;
    }

    private static String repository() {
        return PROJECT.folder().toString();
    }

    private static void create(String name, StageDeclaration... stages) {
        client.createPipeline(call -> call.pipeline(Pipelines.of(name, repository(), stages)));
    }

    private static String newest(String pipeline) {
        return client.listPipelineExecutions(call -> call.pipelineName(pipeline))
                .pipelineExecutionSummaries()
                .get(0)
                .pipelineExecutionId();
    }

    private static PipelineExecutionStatus status(String pipeline, String execution) {
        return client.getPipelineExecution(call -> call.pipelineName(pipeline).pipelineExecutionId(execution))
                .pipelineExecution()
                .status();
    }

    private static void await(String pipeline, String execution, PipelineExecutionStatus status) throws Exception {
        Eventually.until(
                () -> status(pipeline, execution) == status, () -> String.valueOf(status(pipeline, execution)));
    }

    private static StageState stageState(String pipeline, String stage) {
        return client.getPipelineState(call -> call.name(pipeline)).stageStates().stream()
                .filter(one -> one.stageName().equals(stage))
                .findFirst()
                .orElseThrow();
    }

    private static ActionExecution latest(String pipeline, String stage) {
        return stageState(pipeline, stage).actionStates().get(0).latestExecution();
    }

    private static void awaitIn(String pipeline, String stage, ActionExecutionStatus status) throws Exception {
        Eventually.until(
                () -> latest(pipeline, stage) != null && latest(pipeline, stage).status() == status,
                () -> String.valueOf(stageState(pipeline, stage)));
    }

    @Test
    public void showsThePipelineOfAFile() {
        assertThat(client.listPipelines().pipelines())
                .extracting(PipelineSummary::name)
                .contains("shop");
        var got = client.getPipeline(call -> call.name("shop"));
        assertThat(got.metadata().pipelineArn()).isEqualTo("arn:aws:codepipeline:local:000000000000:shop");
        assertThat(got.metadata().created()).isBetween(Instant.now().minusSeconds(600), Instant.now());
        assertThat(got.pipeline().stages().get(1).actions().get(0).commands()).containsExactly("X=1");
        assertThatExceptionOfType(PipelineVersionNotFoundException.class)
                .isThrownBy(() -> client.getPipeline(call -> call.name("shop").version(99)));
        assertThatExceptionOfType(PipelineNotFoundException.class)
                .isThrownBy(() -> client.getPipeline(call -> call.name("other")))
                .withMessageContaining("Account '000000000000' does not have a pipeline with name 'other'");
    }

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
    public void complainsInTheServicesWords() {
        assertThatExceptionOfType(CodePipelineException.class)
                .isThrownBy(() -> client.getPipelineState(call -> call.name("no such name!")))
                .satisfies(error -> {
                    assertThat(error.awsErrorDetails().errorCode()).isEqualTo("ValidationException");
                    assertThat(error.awsErrorDetails().errorMessage())
                            .isEqualTo(
                                    "1 validation error detected: Value 'no such name!' at 'name' failed to satisfy"
                                            + " constraint: Member must satisfy regular expression pattern: [A-Za-z0-9.@\\-_]+");
                    assertThat(error.requestId()).isNotEmpty();
                });
        assertThatExceptionOfType(InvalidNextTokenException.class)
                .isThrownBy(() -> client.listPipelines(call -> call.nextToken("made-up")));
    }

    @Test
    public void knowsWhoSigned() throws Exception {
        var key = Served.key(PROJECT, "--owner", "robot");
        var id = key.get("AWS_ACCESS_KEY_ID");
        assertRefused(clients.with(id, "wrong"), "InvalidSignatureException");
        var robot = clients.with(id, key.get("AWS_SECRET_ACCESS_KEY"));
        robot.disableStageTransition(call -> call.pipelineName("shop")
                .stageName("Approve")
                .transitionType(StageTransitionType.OUTBOUND)
                .reason("Who was it?"));
        robot.enableStageTransition(
                call -> call.pipelineName("shop").stageName("Approve").transitionType(StageTransitionType.OUTBOUND));
        served.revoke(id);
        assertRefused(robot, "UnrecognizedClientException");
    }

    private static void assertRefused(CodePipelineClient other, String code) {
        assertThatExceptionOfType(CodePipelineException.class)
                .isThrownBy(other::listPipelines)
                .satisfies(
                        error -> assertThat(error.awsErrorDetails().errorCode()).isEqualTo(code));
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

    @Test
    public void makesChangesTagsAndEndsAPipeline() throws Exception {
        var declared = Pipelines.of("fleeting", repository(), stage("Build", commands("Make", "true")));
        var made = client.createPipeline(
                call -> call.pipeline(declared).tags(tag -> tag.key("team").value("shop")));
        assertThat(made.pipeline()).isEqualTo(declared.toBuilder().version(1).build());
        assertThatExceptionOfType(PipelineNameInUseException.class)
                .isThrownBy(() -> client.createPipeline(call -> call.pipeline(declared)));
        assertThatExceptionOfType(InvalidStructureException.class)
                .isThrownBy(() -> client.createPipeline(call -> call.pipeline(Pipelines.of("lonely", "x"))))
                .withMessageContaining(
                        "Pipeline has only 1 stage(s). There should be a minimum of 2 stages in a pipeline");

        var arn = "arn:aws:codepipeline:local:000000000000:fleeting";
        client.tagResource(
                call -> call.resourceArn(arn).tags(tag -> tag.key("tier").value("1")));
        client.untagResource(call -> call.resourceArn(arn).tagKeys("team"));
        assertThat(client.listTagsForResource(call -> call.resourceArn(arn)).tags())
                .containsExactly(Tag.builder().key("tier").value("1").build());
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> client.listTagsForResource(call -> call.resourceArn(arn + "x")));

        var changed = Pipelines.of("fleeting", repository(), stage("Build", commands("Make", "true", "true")));
        assertThat(client.updatePipeline(call -> call.pipeline(changed))
                        .pipeline()
                        .version())
                .isEqualTo(2);
        assertThat(client.getPipeline(call -> call.name("fleeting").version(1))
                        .pipeline()
                        .stages())
                .isEqualTo(declared.stages());
        assertThatExceptionOfType(CodePipelineException.class)
                .isThrownBy(() -> client.updatePipeline(
                        call -> call.pipeline(changed.toBuilder().name("shop").build())))
                .withMessageContaining("defined by a file");

        await("fleeting", newest("fleeting"), PipelineExecutionStatus.SUCCEEDED);
        client.deletePipeline(call -> call.name("fleeting"));
        client.deletePipeline(call -> call.name("fleeting"));
        assertThatExceptionOfType(PipelineNotFoundException.class)
                .isThrownBy(() -> client.getPipeline(call -> call.name("fleeting")));
    }

    @Test
    public void keepsWebhooks() {
        var webhook = WebhookDefinition.builder()
                .name("push")
                .targetPipeline("shop")
                .targetAction("Checkout")
                .filters(filter -> filter.jsonPath("$.ref").matchEquals("refs/heads/main"))
                .authentication(WebhookAuthenticationType.GITHUB_HMAC)
                .authenticationConfiguration(settings -> settings.secretToken("secret"))
                .build();
        var put = client.putWebhook(call -> call.webhook(webhook)).webhook();
        assertThat(put.url()).contains("/webhooks/push");
        assertThat(put.definition().authenticationConfiguration().secretToken()).isEqualTo("****");
        assertThat(client.listWebhooks().webhooks())
                .extracting(ListWebhookItem::arn)
                .containsExactly(put.arn());
        assertThatExceptionOfType(InvalidWebhookAuthenticationParametersException.class)
                .isThrownBy(() -> client.putWebhook(call -> call.webhook(webhook.toBuilder()
                        .authentication(WebhookAuthenticationType.IP)
                        .build())));
        assertThatExceptionOfType(WebhookNotFoundException.class)
                .isThrownBy(() -> client.registerWebhookWithThirdParty(call -> call.webhookName("none")));
        client.deregisterWebhookWithThirdParty(call -> call.webhookName("push"));
        client.deleteWebhook(call -> call.name("push"));
        assertThat(client.listWebhooks().webhooks()).isEmpty();
    }

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

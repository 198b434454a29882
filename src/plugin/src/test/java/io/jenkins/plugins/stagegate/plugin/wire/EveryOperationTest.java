package io.jenkins.plugins.stagegate.plugin.wire;

import static io.jenkins.plugins.stagegate.plugin.wire.Declared.approval;
import static io.jenkins.plugins.stagegate.plugin.wire.Declared.commands;
import static io.jenkins.plugins.stagegate.plugin.wire.Declared.rocket;
import static io.jenkins.plugins.stagegate.plugin.wire.Declared.stage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jenkins.plugins.stagegate.plugin.Eventually;
import io.jenkins.plugins.stagegate.plugin.ShopRepository;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.FixMethodOrder;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.runners.MethodSorters;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.MockFolder;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.*;

/** The AWS SDK drives a real Jenkins: every operation. Every answer has the service's shape. */
@SuppressWarnings("unchecked") // The SDK takes its builders as generic varargs.
@FixMethodOrder(MethodSorters.NAME_ASCENDING)
public class EveryOperationTest {
    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @ClassRule
    public static final TemporaryFolder FOLDER = new TemporaryFolder();

    private static final Clients CLIENTS = new Clients();

    private static CodePipelineClient client;
    private static Stories stories;
    private static String repository;

    @BeforeClass
    public static void givePeopleKeys() throws Exception {
        repository = ShopRepository.in(FOLDER.newFolder("shop").toPath()).address();
        JENKINS.jenkins.setSecurityRealm(JENKINS.createDummySecurityRealm());
        JENKINS.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("ada"));
        client = CLIENTS.of(JENKINS, "ada");
        stories = new Stories(client);
    }

    @AfterClass
    public static void everyAnswerHadTheShapeOfTheService() {
        assertThat(CLIENTS.wrong()).isEmpty();
    }

    private static void create(String name, StageDeclaration... stages) {
        client.createPipeline(call -> call.pipeline(Declared.pipeline(name, repository, stages)));
    }

    @Test
    public void makesChangesTagsAndEndsAPipeline() throws Exception {
        JENKINS.createProject(MockFolder.class, "team");
        var declared = Declared.pipeline("team@fleeting", repository, stage("Build", commands("Make", "true")));
        var made = client.createPipeline(
                call -> call.pipeline(declared).tags(tag -> tag.key("team").value("shop")));
        assertThat(made.pipeline()).isEqualTo(Declared.answered(declared, 1));
        var job = JENKINS.jenkins.getItemByFullName("team/fleeting", WorkflowJob.class);
        assertThatExceptionOfType(PipelineNameInUseException.class)
                .isThrownBy(() -> client.createPipeline(call -> call.pipeline(declared)));
        assertThatExceptionOfType(InvalidStructureException.class)
                .isThrownBy(() -> client.createPipeline(call -> call.pipeline(Declared.pipeline("lonely", "x"))))
                .withMessageContaining("There should be a minimum of 2 stages");
        assertThatExceptionOfType(InvalidStructureException.class)
                .isThrownBy(() -> client.createPipeline(call -> call.pipeline(
                        declared.toBuilder().name("nowhere@fleeting").build())))
                .withMessageContaining("'a@b' is the job 'b' in the folder 'a'");

        var arn = "arn:aws:codepipeline:local:000000000000:team@fleeting";
        assertThat(client.getPipeline(call -> call.name("team@fleeting"))
                        .metadata()
                        .pipelineArn())
                .isEqualTo(arn);
        client.tagResource(
                call -> call.resourceArn(arn).tags(tag -> tag.key("tier").value("1")));
        client.untagResource(call -> call.resourceArn(arn).tagKeys("team"));
        assertThat(client.listTagsForResource(call -> call.resourceArn(arn)).tags())
                .containsExactly(Tag.builder().key("tier").value("1").build());

        stories.await("team@fleeting", stories.newest("team@fleeting"), PipelineExecutionStatus.SUCCEEDED);
        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(job.getLastBuild()));
        var changed = Declared.pipeline("team@fleeting", repository, stage("Build", commands("Make", "true", "true")));
        assertThat(client.updatePipeline(call -> call.pipeline(changed))
                        .pipeline()
                        .version())
                .isEqualTo(2);
        assertThat(client.getPipeline(call -> call.name("team@fleeting").version(1))
                        .pipeline()
                        .stages())
                .isEqualTo(Declared.answered(declared, 1).stages());
        assertThat(client.listPipelines().pipelines())
                .extracting(PipelineSummary::name)
                .contains("team@fleeting");

        client.deletePipeline(call -> call.name("team@fleeting"));
        client.deletePipeline(call -> call.name("team@fleeting"));
        assertThat(JENKINS.jenkins.getItemByFullName("team/fleeting")).isNull();
        assertThatExceptionOfType(PipelineNotFoundException.class)
                .isThrownBy(() -> client.getPipeline(call -> call.name("team@fleeting")));
    }

    @Test
    public void startsApprovesAndKeepsTheHistory() throws Exception {
        create("shop", stage("Build", commands("Make", "true")), stage("Approve", approval("ShipIt")));
        client.stopPipelineExecution(call -> call.pipelineName("shop")
                .pipelineExecutionId(stories.newest("shop"))
                .abandon(true)
                .reason("Another one, please"));
        var first = client.startPipelineExecution(call -> call.name("shop").clientRequestToken("once"))
                .pipelineExecutionId();
        assertThat(client.startPipelineExecution(call -> call.name("shop").clientRequestToken("once"))
                        .pipelineExecutionId())
                .isEqualTo(first);
        assertThat(client.getPipelineExecution(call -> call.pipelineName("shop").pipelineExecutionId(first))
                        .pipelineExecution()
                        .pipelineName())
                .isEqualTo("shop");
        stories.awaitIn("shop", "Approve", ActionExecutionStatus.IN_PROGRESS);
        assertThatExceptionOfType(InvalidApprovalTokenException.class)
                .isThrownBy(() -> approve("00000000-0000-0000-0000-000000000000"));
        var approved = approve(stories.latest("shop", "Approve").token());
        assertThat(approved.approvedAt()).isBeforeOrEqualTo(Instant.now());
        stories.await("shop", first, PipelineExecutionStatus.SUCCEEDED);

        var actions = client
                .listActionExecutionsPaginator(call ->
                        call.pipelineName("shop").maxResults(1).filter(filter -> filter.pipelineExecutionId(first)))
                .actionExecutionDetails()
                .stream()
                .toList();
        assertThat(actions).extracting(ActionExecutionDetail::actionName).containsExactly("ShipIt", "Make", "Checkout");
        assertThat(client.listDeployActionExecutionTargets(
                                call -> call.actionExecutionId(actions.get(1).actionExecutionId()))
                        .targets())
                .isEmpty();
        assertThatExceptionOfType(PipelineExecutionNotStoppableException.class)
                .isThrownBy(() -> client.stopPipelineExecution(
                        call -> call.pipelineName("shop").pipelineExecutionId(first)));
    }

    private static PutApprovalResultResponse approve(String token) {
        return client.putApprovalResult(call -> call.pipelineName("shop")
                .stageName("Approve")
                .actionName("ShipIt")
                .token(token)
                .result(result -> result.status(ApprovalStatus.APPROVED).summary("Looks good")));
    }

    @Test
    public void retriesRollsBackAndSteersTransitions() throws Exception {
        var flag = FOLDER.getRoot().toPath().resolve("broken");
        create("shaky", stage("Deploy", commands("Deploy", "test ! -e '" + flag + "'")));
        var good = stories.newest("shaky");
        stories.await("shaky", good, PipelineExecutionStatus.SUCCEEDED);
        Files.createFile(flag);
        var bad = client.startPipelineExecution(call -> call.name("shaky")).pipelineExecutionId();
        stories.await("shaky", bad, PipelineExecutionStatus.FAILED);
        Files.delete(flag);
        assertThat(client.retryStageExecution(call -> call.pipelineName("shaky")
                                .stageName("Deploy")
                                .pipelineExecutionId(bad)
                                .retryMode(StageRetryMode.FAILED_ACTIONS))
                        .pipelineExecutionId())
                .isEqualTo(bad);
        stories.await("shaky", bad, PipelineExecutionStatus.SUCCEEDED);
        var back = client.rollbackStage(
                        call -> call.pipelineName("shaky").stageName("Deploy").targetPipelineExecutionId(good))
                .pipelineExecutionId();
        stories.await("shaky", back, PipelineExecutionStatus.SUCCEEDED);

        client.disableStageTransition(call -> call.pipelineName("shaky")
                .stageName("Deploy")
                .transitionType(StageTransitionType.INBOUND)
                .reason("Inventory until Friday"));
        var held = client.startPipelineExecution(call -> call.name("shaky")).pipelineExecutionId();
        Eventually.of(() ->
                assertThat(stories.stage("shaky", "Deploy").inboundExecution()).isNotNull());
        assertThat(stories.stage("shaky", "Deploy").inboundTransitionState().disabledReason())
                .isEqualTo("Inventory until Friday");
        client.enableStageTransition(
                call -> call.pipelineName("shaky").stageName("Deploy").transitionType(StageTransitionType.INBOUND));
        stories.await("shaky", held, PipelineExecutionStatus.SUCCEEDED);
    }

    @Test
    public void overridesAConditionAndListsItsRules() throws Exception {
        var never = Condition.builder()
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
                        .beforeEntry(entry -> entry.conditions(never))
                        .build());
        var id = stories.newest("windowed");
        Eventually.of(() -> assertThat(stories.stage("windowed", "Ship").beforeEntryConditionState())
                .isNotNull());
        client.overrideStageCondition(call -> call.pipelineName("windowed")
                .stageName("Ship")
                .pipelineExecutionId(id)
                .conditionType(ConditionType.BEFORE_ENTRY));
        stories.await("windowed", id, PipelineExecutionStatus.SUCCEEDED);
        assertThat(client.listRuleExecutions(call -> call.pipelineName("windowed"))
                        .ruleExecutionDetails())
                .hasSize(1);
        assertThat(client.listRuleTypes(call -> {}).ruleTypes()).isNotEmpty();
    }

    @Test
    public void takesARevisionFromOutside() throws Exception {
        create("pushed", stage("Build", commands("Make", "true")));
        stories.await("pushed", stories.newest("pushed"), PipelineExecutionStatus.SUCCEEDED);
        var revision = client.getPipelineExecution(
                        call -> call.pipelineName("pushed").pipelineExecutionId(stories.newest("pushed")))
                .pipelineExecution()
                .artifactRevisions()
                .get(0)
                .revisionId();
        assertThat(put(revision).newRevision()).isFalse();
        var other = put("0123456789");
        assertThat(other.newRevision()).isTrue();
        stories.await("pushed", other.pipelineExecutionId(), PipelineExecutionStatus.FAILED);
    }

    private static PutActionRevisionResponse put(String revision) {
        return client.putActionRevision(call -> call.pipelineName("pushed")
                .stageName("Source")
                .actionName("Checkout")
                .actionRevision(
                        one -> one.revisionId(revision).revisionChangeId("c").created(Instant.now())));
    }

    @Test
    public void keepsWebhooksAndTheirSecretsSealed() throws Exception {
        create("hooked", stage("Build", commands("Make", "true")));
        var put = client.putWebhook(call -> call.webhook(webhook -> webhook.name("push")
                        .targetPipeline("hooked")
                        .targetAction("Checkout")
                        .filters(filter -> filter.jsonPath("$.ref").matchEquals("refs/heads/main"))
                        .authentication(WebhookAuthenticationType.GITHUB_HMAC)
                        .authenticationConfiguration(settings -> settings.secretToken("open sesame"))))
                .webhook();
        assertThat(put.definition().authenticationConfiguration().secretToken()).isEqualTo("****");
        assertThat(client.listWebhooks().webhooks()).hasSize(1);
        var file = JENKINS.jenkins.getRootDir().toPath().resolve("stage-gate/account.json");
        assertThat(Files.readString(file)).isNotEmpty().doesNotContain("sesame", "push");
        assertThatExceptionOfType(CodePipelineException.class)
                .isThrownBy(() -> client.registerWebhookWithThirdParty(call -> call.webhookName("push")));
        client.deregisterWebhookWithThirdParty(call -> call.webhookName("push"));
        client.deleteWebhook(call -> call.name("push"));
        assertThat(client.listWebhooks().webhooks()).isEmpty();
    }

    @Test
    public void letsAWorkerPerformACustomAction() throws Exception {
        client.createCustomActionType(call -> call.category(ActionCategory.DEPLOY)
                .provider("Rocket")
                .version("1")
                .settings(settings -> settings.entityUrlTemplate("https://rockets.example.com/{Config:Target}")
                        .executionUrlTemplate(
                                "https://rockets.example.com/{Config:Target}/flights/{ExternalExecutionId}"))
                .inputArtifactDetails(count -> count.minimumCount(0).maximumCount(5))
                .outputArtifactDetails(count -> count.minimumCount(0).maximumCount(0))
                .configurationProperties(property ->
                        property.name("Target").required(true).key(true).secret(false)));
        assertThatExceptionOfType(InvalidActionDeclarationException.class)
                .isThrownBy(() -> create("launched", stage("Launch", Declared.safe("Launch", "sesame"))))
                .withMessageContaining("Provider: 'Safe', Owner: 'Custom', Version: '1') in action 'Launch' is not");
        assertThat(client.listActionTypes(call -> call.actionOwnerFilter(ActionOwner.CUSTOM))
                        .actionTypes())
                .hasSize(1);
        create("launched", stage("Launch", rocket("Launch")), stage("Done", commands("Land", "true")));
        stories.awaitIn("launched", "Launch", ActionExecutionStatus.IN_PROGRESS);
        var build =
                JENKINS.jenkins.getItemByFullName("launched", WorkflowJob.class).getLastBuild();
        JENKINS.waitForMessage("'Launch' waits for a job worker of Rocket", build);

        var job = take();
        assertThat(job.data().actionConfiguration().configuration()).containsEntry("Target", "moon");
        assertThat(job.data().pipelineContext().pipelineName()).isEqualTo("launched");
        assertThat(client.getJobDetails(call -> call.jobId(job.id()))
                        .jobDetails()
                        .id())
                .isEqualTo(job.id());
        client.putJobSuccessResult(call -> call.jobId(job.id())
                .continuationToken("half way")
                .executionDetails(details -> details.externalExecutionId("flight-1")));
        assertThat(stories.latest("launched", "Launch").externalExecutionUrl())
                .isEqualTo("https://rockets.example.com/moon/flights/flight-1");
        assertThat(stories.stage("launched", "Launch").actionStates().get(0).entityUrl())
                .isEqualTo("https://rockets.example.com/moon");
        var next = take();
        assertThat(next.data().continuationToken()).isEqualTo("half way");
        client.putJobSuccessResult(call -> call.jobId(next.id()).outputVariables(Map.of("Crater", "Copernicus")));
        stories.await("launched", stories.newest("launched"), PipelineExecutionStatus.SUCCEEDED);
        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(build));

        var second =
                client.startPipelineExecution(call -> call.name("launched")).pipelineExecutionId();
        stories.awaitIn("launched", "Launch", ActionExecutionStatus.IN_PROGRESS);
        var failing = take();
        client.putJobFailureResult(call -> call.jobId(failing.id())
                .failureDetails(details -> details.type(FailureType.JOB_FAILED).message("Out of fuel")));
        stories.await("launched", second, PipelineExecutionStatus.FAILED);
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
        assertThat(client.acknowledgeJob(call -> call.jobId(job.id()).nonce(job.nonce()))
                        .status())
                .isEqualTo(JobStatus.IN_PROGRESS);
        return job;
    }

    @Test
    public void zAnswersPartnersAndHasCalledEveryOperation() {
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
        var operations = Stream.of(CodePipelineClient.class.getMethods())
                .map(method -> method.getName())
                .filter(name -> !name.endsWith("Paginator")
                        && !Stream.of("builder", "create", "close", "serviceName", "serviceMetadata", "waiter")
                                .anyMatch(name::equals)
                        && !name.equals("serviceClientConfiguration"))
                .map(name -> name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1))
                .collect(Collectors.toSet());
        assertThat(CLIENTS.called()).containsAll(operations).hasSize(44);
    }
}

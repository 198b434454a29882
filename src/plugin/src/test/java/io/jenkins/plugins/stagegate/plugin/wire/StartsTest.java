package io.jenkins.plugins.stagegate.plugin.wire;

import static io.jenkins.plugins.stagegate.plugin.wire.Declared.approval;
import static io.jenkins.plugins.stagegate.plugin.wire.Declared.commands;
import static io.jenkins.plugins.stagegate.plugin.wire.Declared.stage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import hudson.plugins.git.BranchSpec;
import hudson.plugins.git.GitSCM;
import hudson.plugins.git.UserRemoteConfig;
import io.jenkins.plugins.stagegate.plugin.ShopRepository;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineScmDefinition;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.rules.TestName;
import org.jvnet.hudson.test.FlagRule;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.*;

/** Starts that clients ask a real Jenkins for: what is answered comes, and what cannot come is refused. */
@SuppressWarnings("unchecked") // The SDK takes its builders as generic varargs.
public class StartsTest {
    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @ClassRule
    public static final TemporaryFolder FOLDER = new TemporaryFolder();

    @ClassRule
    public static final FlagRule<Boolean> LOCAL_CHECKOUT =
            new FlagRule<>(() -> GitSCM.ALLOW_LOCAL_CHECKOUT, value -> GitSCM.ALLOW_LOCAL_CHECKOUT = value, true);

    private static final Clients CLIENTS = new Clients();
    private static CodePipelineClient client;
    private static Stories stories;
    private static ShopRepository repository;

    @Rule
    public final TestName test = new TestName();

    private WorkflowJob job;

    @BeforeClass
    public static void letAdaIn() throws Exception {
        repository = ShopRepository.in(FOLDER.newFolder("shop").toPath());
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

    @Before
    public void makeAPipelineThatHasRun() throws Exception {
        create(stage("Build", commands("Make", "true")), declaration -> {});
        stories.await(name(), stories.newest(name()), PipelineExecutionStatus.SUCCEEDED);
        JENKINS.waitUntilNoActivity();
    }

    private String name() {
        return test.getMethodName();
    }

    private void create(StageDeclaration second, Consumer<PipelineDeclaration.Builder> more) {
        client.deletePipeline(call -> call.name(name()));
        client.createPipeline(call -> call.pipeline(Declared.pipeline(name(), repository.address(), second).toBuilder()
                .applyMutation(more)
                .build()));
        job = JENKINS.jenkins.getItemByFullName(name(), WorkflowJob.class);
    }

    private void assertRefused(String message, Consumer<StartPipelineExecutionRequest.Builder> more) {
        assertThatExceptionOfType(CodePipelineException.class)
                .isThrownBy(() ->
                        client.startPipelineExecution(call -> call.name(name()).applyMutation(more)))
                .withMessageContaining(message)
                .satisfies(
                        error -> assertThat(error.awsErrorDetails().errorCode()).isEqualTo("ValidationException"));
    }

    private PutActionRevisionResponse put(String revision) {
        return client.putActionRevision(call -> call.pipelineName(name())
                .stageName("Source")
                .actionName("Checkout")
                .actionRevision(
                        one -> one.revisionId(revision).revisionChangeId("c").created(Instant.now())));
    }

    @Test
    public void refusesValuesAndRevisionsThatThePipelineDoesNotTake() {
        assertRefused(
                "no variable 'COLOUR'",
                call -> call.variables(variable -> variable.name("COLOUR").value("green")));
        assertRefused(
                "source actions are [Checkout]",
                call -> call.sourceRevisions(revision -> revision.actionName("Elsewhere")
                        .revisionType(SourceRevisionType.COMMIT_ID)
                        .revisionValue("1")));
        assertRefused(
                "of the type COMMIT_ID",
                call -> call.sourceRevisions(revision -> revision.actionName("Checkout")
                        .revisionType(SourceRevisionType.IMAGE_DIGEST)
                        .revisionValue("sha256:1")));
        assertThat(job.getBuilds()).hasSize(1);
    }

    @Test
    public void refusesAStartWithoutAValueThatIsNeeded() throws Exception {
        create(stage("Build", commands("Make", "true")), declaration -> declaration
                .pipelineType(PipelineType.V2)
                .variables(variable -> variable.name("REGION")));
        assertRefused("'REGION' has no value", call -> {});
        assertThat(job.getBuilds()).isEmpty();
        var started = client.startPipelineExecution(
                call -> call.name(name()).variables(one -> one.name("REGION").value("eu-west-1")));
        stories.await(name(), started.pipelineExecutionId(), PipelineExecutionStatus.SUCCEEDED);
    }

    @Test
    public void refusesTheFiftyFirstExecution() throws Exception {
        create(
                stage("Gate", approval("Let")),
                declaration -> declaration.pipelineType(PipelineType.V2).executionMode(ExecutionMode.QUEUED));
        for (int i = 1; i < 50; i++) {
            client.startPipelineExecution(call -> call.name(name()));
        }
        assertThatExceptionOfType(ConcurrentPipelineExecutionsLimitExceededException.class)
                .isThrownBy(() -> client.startPipelineExecution(call -> call.name(name())));
        assertThatExceptionOfType(ConcurrentPipelineExecutionsLimitExceededException.class)
                .isThrownBy(() -> put("0123456789"));
        assertThat(job.getBuilds()).hasSize(50);
        client.deletePipeline(call -> call.name(name()));
    }

    @Test
    public void refusesWhatOnlyTheBuildCanKnowToBeImpossible() throws Exception {
        repository.commit(
                "release.groovy",
                """
                releasePipeline {
                    stages {
                        stage('Source') { source('App') { scm(); output 'AppSource' } }
                        stage('Build') { build('Show') { input 'AppSource'; commands 'cat price.txt' } }
                    }
                }
                """,
                "Release with Stage Gate");
        var definition = new ReleasePipelineScmDefinition(new GitSCM(
                List.of(new UserRemoteConfig(repository.address(), null, null, null)),
                List.of(new BranchSpec("main")),
                null,
                null,
                List.of()));
        definition.setScriptPath("release.groovy");
        job.setDefinition(definition);
        assertRefused(
                "no variable 'COLOUR'",
                call -> call.variables(variable -> variable.name("COLOUR").value("green")));
    }

    @Test
    public void keepsATokenWhileTheBuildWaitsInTheQueue() throws Exception {
        JENKINS.jenkins.doQuietDown();
        try {
            var starts = atOnce(() -> client.startPipelineExecution(
                            call -> call.name(name()).clientRequestToken("once"))
                    .pipelineExecutionId());
            assertThat(starts).hasSize(2).containsOnly(starts.get(0));
            assertThat(JENKINS.jenkins.getQueue().getItems(job)).hasSize(1);
            JENKINS.jenkins.doCancelQuietDown();
            JENKINS.waitUntilNoActivity();
            stories.await(name(), starts.get(0), PipelineExecutionStatus.SUCCEEDED);
        } finally {
            JENKINS.jenkins.doCancelQuietDown();
        }
    }

    @Test
    public void takesARevisionOnceWhileItsBuildWaitsInTheQueue() throws Exception {
        JENKINS.jenkins.doQuietDown();
        try {
            var puts = atOnce(() -> put("0123456789"));
            assertThat(puts).extracting(PutActionRevisionResponse::newRevision).containsExactlyInAnyOrder(true, false);
            assertThat(puts.get(0).pipelineExecutionId()).isEqualTo(puts.get(1).pipelineExecutionId());
            assertThat(JENKINS.jenkins.getQueue().getItems(job)).hasSize(1);
        } finally {
            JENKINS.jenkins.doCancelQuietDown();
        }
        JENKINS.waitUntilNoActivity();
        assertThat(job.getBuilds()).hasSize(2);
    }

    @Test
    public void hasAConflictWithAJobThatIsDisabled() throws Exception {
        var done = stories.newest(name());
        job.setDisabled(true);
        assertThatExceptionOfType(ConflictException.class)
                .isThrownBy(() -> client.startPipelineExecution(call -> call.name(name())));
        assertThatExceptionOfType(ConflictException.class)
                .isThrownBy(() -> client.rollbackStage(
                        call -> call.pipelineName(name()).stageName("Build").targetPipelineExecutionId(done)));
        // Of this operation the service does not document that error.
        assertThatExceptionOfType(CodePipelineException.class)
                .isThrownBy(() -> put("0123456789"))
                .withMessageContaining("disabled");
        assertThat(job.getBuilds()).hasSize(1);
    }

    private static <T> List<T> atOnce(Supplier<T> call) {
        return IntStream.range(0, 2).mapToObj(i -> CompletableFuture.supplyAsync(call)).toList().stream()
                .map(CompletableFuture::join)
                .toList();
    }

    @Test
    public void saysByWhichOperationAnExecutionWasStarted() throws Exception {
        put("0123456789");
        JENKINS.waitUntilNoActivity();
        client.startPipelineExecution(call -> call.name(name()));
        var triggers =
                client.listPipelineExecutions(call -> call.pipelineName(name())).pipelineExecutionSummaries().stream()
                        .map(PipelineExecutionSummary::trigger)
                        .toList();
        assertThat(triggers)
                .extracting(ExecutionTrigger::triggerType)
                .containsExactly(
                        TriggerType.START_PIPELINE_EXECUTION,
                        TriggerType.PUT_ACTION_REVISION,
                        TriggerType.CREATE_PIPELINE);
        assertThat(triggers).extracting(ExecutionTrigger::triggerDetail).containsExactly("ada", "Checkout", "ada");
        JENKINS.assertLogContains("Started by PutActionRevision: Checkout", job.getBuildByNumber(2));
        JENKINS.assertLogContains("Started by user ada", job.getBuildByNumber(2));
        assertThat(Stream.of(1, 2, 3).map(job::getBuildByNumber)).doesNotContainNull();
    }
}

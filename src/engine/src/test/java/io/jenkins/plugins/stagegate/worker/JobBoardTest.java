package io.jenkins.plugins.stagegate.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.stagegate.decision.ActionFailure;
import io.jenkins.plugins.stagegate.decision.ActionOutcome;
import io.jenkins.plugins.stagegate.decision.ActionProgress;
import io.jenkins.plugins.stagegate.decision.Command;
import io.jenkins.plugins.stagegate.decision.Effect;
import io.jenkins.plugins.stagegate.decision.ExecutionStatus;
import io.jenkins.plugins.stagegate.decision.JobStatus;
import io.jenkins.plugins.stagegate.decision.StartTrigger;
import io.jenkins.plugins.stagegate.dsl.DefinitionReader;
import io.jenkins.plugins.stagegate.dsl.Reading;
import io.jenkins.plugins.stagegate.journal.FileHistory;
import io.jenkins.plugins.stagegate.journal.FileJournal;
import io.jenkins.plugins.stagegate.model.ActionCategory;
import io.jenkins.plugins.stagegate.model.ActionType;
import io.jenkins.plugins.stagegate.model.Artifact;
import io.jenkins.plugins.stagegate.runtime.CommandRefusedException;
import io.jenkins.plugins.stagegate.runtime.PipelineEngine;
import io.jenkins.plugins.stagegate.spi.Host;
import io.jenkins.plugins.stagegate.worker.CustomActionType.ArtifactCount;
import io.jenkins.plugins.stagegate.worker.CustomActionType.Property;
import io.jenkins.plugins.stagegate.worker.CustomActionType.Settings;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class JobBoardTest {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-03-02T12:00:00Z"), ZoneOffset.UTC);
    private static final ActionType SCANNER = new ActionType(ActionCategory.TEST, "Custom", "Scanner", "1");
    private static final Map<String, String> SHOP = Map.of("Project", "shop-42");
    private static final String PIPELINE =
            """
            releasePipeline {
                variables { string 'NUMBER', defaultValue: '42' }
                stages {
                    stage('Source') { source('App') { scm(); output 'AppSource' } }
                    stage('Check') {
                        test('Scan') {
                            provider 'Scanner', Project: 'shop-#{variables.NUMBER}'
                            owner Custom
                            input 'AppSource'
                            output 'Report'
                            namespace 'Scan'
                        }
                    }
                }
            }
            """;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor();
    private final List<String> startedByTheHost = new ArrayList<>();
    private int nonces;
    private PipelineEngine engine;
    private JobBoard board;

    @Before
    public void startAnExecution() throws Exception {
        open();
        engine.submit(new Command.Define(((Reading.Read) DefinitionReader.read("Jenkinsfile", PIPELINE)).pipeline()));
        engine.submit(new Command.Start("e1", 0, StartTrigger.manual("bob"), Map.of(), List.of(), Optional.empty()));
        engine.succeeded(
                running("Source", "App"),
                new ActionOutcome(
                        List.of(new Artifact("AppSource", "sha256:" + "a".repeat(64), 1)),
                        Map.of(),
                        Optional.empty(),
                        ActionProgress.NONE));
    }

    @After
    public void close() throws IOException {
        engine.close();
        timers.shutdownNow();
    }

    @Test
    public void tellsAWorkerOfAJobWithItsResolvedConfiguration() throws Exception {
        var job = poll();
        assertThat(job.configuration()).containsExactlyEntriesOf(SHOP);
        assertThat(job.context().stage()).isEqualTo("Check");
        assertThat(job.outputs()).extracting("name").containsExactly("Report");
    }

    @Test
    public void tellsAHostNothingOfAnActionThatWorkersPerform() {
        assertThat(startedByTheHost).containsExactly("App");
    }

    @Test
    public void tellsOneWorkerAtATime() throws Exception {
        poll();
        assertThat(board.poll(SCANNER, 1, SHOP)).isEmpty();
    }

    @Test
    public void tellsOnlyOfJobsWithTheQueriedValue() throws Exception {
        assertThat(board.poll(SCANNER, 1, Map.of("Project", "other"))).isEmpty();
    }

    @Test
    public void wantsTheQueryablePropertyAndNoOther() {
        assertRefused("ValidationException", () -> board.poll(SCANNER, 1, Map.of()));
        assertRefused("ValidationException", () -> board.poll(SCANNER, 1, Map.of("Branch", "main")));
    }

    @Test
    public void knowsNoTypeThatNobodyCreated() {
        assertRefused(
                "ActionTypeNotFoundException",
                () -> board.poll(new ActionType(ActionCategory.TEST, "Custom", "Scanner", "2"), 1, SHOP));
    }

    @Test
    public void aNonceOutlivesARestart() throws Exception {
        var job = poll();
        reopen();
        assertThat(board.acknowledge(job.job(), job.nonce())).isEqualTo(JobStatus.IN_PROGRESS);
    }

    @Test
    public void aResultEndsTheActionAndItsVariablesCanBeReferredTo() throws Exception {
        var job = take();
        board.succeeded(
                job.job(),
                new ActionOutcome(List.of(), Map.of("Findings", "0"), Optional.empty(), ActionProgress.NONE));
        var execution = engine.execution("e1").orElseThrow();
        assertThat(execution.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(execution.outputVariables()).containsEntry("Scan", Map.of("Findings", "0"));
    }

    @Test
    public void aContinuationTokenReachesTheNextWorkerAcrossARestart() throws Exception {
        var first = take();
        board.continued(
                first.job(),
                "page 2",
                new ActionProgress(Optional.of("half"), Optional.of(50), Optional.of("scan-7"), Optional.empty()));
        reopen();
        var second = poll();
        assertThat(second.job()).isNotEqualTo(first.job());
        assertThat(second.continuationToken()).contains("page 2");
        assertThat(engine.state()
                        .locate(second.context().actionExecution())
                        .orElseThrow()
                        .run()
                        .outcome()
                        .progress()
                        .percent())
                .contains(50);
        assertThat(board.details(first.job()).status()).isEqualTo(JobStatus.SUCCEEDED);
    }

    @Test
    public void whatAWorkerSaidOfItsRunStaysWhenTheResultSaysNothing() throws Exception {
        var first = take();
        board.continued(
                first.job(),
                "page 2",
                new ActionProgress(Optional.empty(), Optional.empty(), Optional.of("scan-7"), Optional.empty()));
        var second = take();
        board.succeeded(second.job(), ActionOutcome.PLAIN);
        var run = engine.execution("e1")
                .orElseThrow()
                .stage("Check")
                .orElseThrow()
                .latest("Scan")
                .orElseThrow();
        assertThat(run.outcome().progress().externalId()).contains("scan-7");
    }

    @Test
    public void aFailureFailsTheAction() throws Exception {
        var job = take();
        board.failed(job.job(), new ActionFailure(ActionFailure.JOB_FAILED, "3 findings"), ActionProgress.NONE);
        assertThat(board.details(job.job()).status()).isEqualTo(JobStatus.FAILED);
        assertThat(engine.execution("e1").orElseThrow().status()).isEqualTo(ExecutionStatus.FAILED);
    }

    @Test
    public void aRepeatedResultIsRefusedByTheStateOfTheJob() throws Exception {
        var job = take();
        board.succeeded(job.job(), ActionOutcome.PLAIN);
        assertRefused("InvalidJobStateException", () -> board.succeeded(job.job(), ActionOutcome.PLAIN));
    }

    @Test
    public void checksWhatAWorkerSays() throws Exception {
        var job = take();
        var late = new ActionProgress(Optional.empty(), Optional.of(101), Optional.empty(), Optional.empty());
        assertRefused("ValidationException", () -> board.continued(job.job(), "t", late));
        assertRefused("ValidationException", () -> board.continued(job.job(), "", ActionProgress.NONE));
        assertRefused(
                "ValidationException",
                () -> board.failed(
                        job.job(), new ActionFailure(ActionFailure.JOB_FAILED, "x".repeat(5001)), ActionProgress.NONE));
    }

    @Test
    public void knowsNoJobThatNeverWas() {
        assertRefused("JobNotFoundException", () -> board.details("00000000-0000-0000-0000-000000000001"));
        assertRefused("JobNotFoundException", () -> board.acknowledge("00000000-0000-0000-0000-000000000001", "n"));
    }

    private static void assertRefused(String code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(CommandRefusedException.class, refused -> assertThat(
                        refused.refusal().code())
                .isEqualTo(code));
    }

    private JobRequest poll() throws Exception {
        return board.poll(SCANNER, 1, SHOP).get(0);
    }

    private JobRequest take() throws Exception {
        var job = poll();
        board.acknowledge(job.job(), job.nonce());
        return job;
    }

    private String running(String stage, String action) {
        return engine.state()
                .execution("e1")
                .orElseThrow()
                .stage(stage)
                .orElseThrow()
                .latest(action)
                .orElseThrow()
                .id();
    }

    private void reopen() throws Exception {
        engine.close();
        open();
    }

    private void open() throws Exception {
        var path = folder.getRoot().toPath();
        engine = PipelineEngine.open(
                FileJournal.open("shop", path), FileHistory.open(path), NOON, Runnable::run, timers);
        engine.attach(new Host() {
            @Override
            public void start(Effect.StartAction action, boolean again) {
                startedByTheHost.add(action.action().name());
            }
        });
        var types = FileActionTypes.open(path.resolve("action-types.json"));
        if (types.list().isEmpty()) {
            types.create(new CustomActionType(
                    SCANNER,
                    Settings.NONE,
                    List.of(new Property("Project", true, true, false, true, Optional.empty(), Optional.empty())),
                    new ArtifactCount(0, 5),
                    new ArtifactCount(0, 5),
                    Map.of()));
        }
        board = new JobBoard(types, () -> List.of(engine), NOON, () -> "nonce-" + ++nonces);
    }
}

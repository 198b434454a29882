package io.jenkins.plugins.stagegate.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.stagegate.decision.ActionFailure;
import io.jenkins.plugins.stagegate.decision.ActionOutcome;
import io.jenkins.plugins.stagegate.decision.ActionRun;
import io.jenkins.plugins.stagegate.decision.Command;
import io.jenkins.plugins.stagegate.decision.Effect;
import io.jenkins.plugins.stagegate.decision.Event;
import io.jenkins.plugins.stagegate.decision.ExecutionStatus;
import io.jenkins.plugins.stagegate.decision.PipelineState;
import io.jenkins.plugins.stagegate.decision.Recorded;
import io.jenkins.plugins.stagegate.dsl.Definition;
import io.jenkins.plugins.stagegate.dsl.Reading;
import io.jenkins.plugins.stagegate.journal.FileHistory;
import io.jenkins.plugins.stagegate.journal.FileJournal;
import io.jenkins.plugins.stagegate.spi.Host;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** A pipeline goes on when the host throws whatever it may, or the disk is full for a moment. */
public class TroubleTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final GivenClock clock = new GivenClock();
    private final StillExecutor timers = new StillExecutor();
    private final List<String> started = new ArrayList<>();
    private final List<String> broken = new ArrayList<>();
    private Executor threads = Runnable::run;
    private Class<?> fatalEvent = Void.class;
    private String fatalAction = "";
    private SlowJournal journal;
    private PipelineEngine engine;

    /** Lacks what another version has. */
    private final class HalfUpdated implements Host {
        @Override
        public void happened(Recorded recorded, PipelineState after) {
            if (fatalEvent.isInstance(recorded.event())) {
                throw new NoSuchMethodError("Listener.told()");
            }
        }

        @Override
        public void start(Effect.StartAction action, boolean again) {
            if (action.action().name().equals(fatalAction)) {
                throw new NoSuchMethodError("Provider.name()");
            }
            started.add(action.action().name());
        }

        @Override
        public void broken(IOException problem) {
            broken.add(problem.getMessage());
        }
    }

    @Before
    public void open() throws Exception {
        Path path = folder.getRoot().toPath();
        journal = new SlowJournal(FileJournal.open("shop", path));
        engine = PipelineEngine.open(journal, FileHistory.open(path), clock, task -> threads.execute(task), timers);
        engine.attach(new HalfUpdated());
        engine.submit(Shop.define());
    }

    @After
    public void close() throws IOException {
        engine.close();
        timers.shutdownNow();
    }

    @Test
    public void startsAnActionAlthoughTheHostThrowsAnErrorWhenItIsTold() throws Exception {
        fatalEvent = Event.ExecutionStarted.class;
        engine.submit(Shop.start("e1"));
        assertThat(started).containsExactly("App");
    }

    @Test
    public void failsTheActionWhoseStartThrowsAnError() throws Exception {
        fatalAction = "App";
        engine.submit(Shop.start("e1"));
        assertThat(run("e1", "Source").failure())
                .contains(new ActionFailure(
                        ActionFailure.SYSTEM_UNAVAILABLE, "java.lang.NoSuchMethodError: Provider.name()"));
        assertThat(engine.closeAtRest()).isTrue();
    }

    @Test
    public void goesOnWithTheNextCommandIfThereWasNoThread() throws Exception {
        threads = task -> {
            throw new OutOfMemoryError("unable to create native thread");
        };
        assertThatThrownBy(() -> engine.submit(Shop.start("e1"))).isInstanceOf(OutOfMemoryError.class);
        threads = Runnable::run;
        engine.submit(Shop.start("e2"));
        assertThat(started).contains("App");
    }

    @Test
    public void hearsTheEndOfAnActionOnceTheDiskHasRoomAgain() throws Exception {
        engine.submit(Shop.start("e1"));
        journal.failNext();
        succeed("e1", "Source");
        assertThat(broken).as("what the host learns").containsExactly("The disk is full");
        assertThat(timers.pauses()).containsExactly(10_000L);

        timers.run();

        assertThat(started).containsExactly("App", "Package");
    }

    @Test
    public void hearsThatAnActionCouldNotStartOnceTheDiskHasRoomAgain() throws Exception {
        fatalAction = "Package";
        engine.submit(Shop.start("e1"));
        threads = task -> {
            journal.failNext();
            task.run();
        };
        succeed("e1", "Source");
        threads = Runnable::run;
        assertThat(broken).hasSize(1);

        timers.run();

        assertThat(status("e1")).isEqualTo(ExecutionStatus.FAILED);
    }

    @Test
    public void stopsWhatNobodyPerformsAnyMoreOnceTheDiskHasRoomAgain() throws Exception {
        engine.submit(Shop.start("e1"));
        journal.failNext();
        engine.abandoned("e1", "The build is gone");
        assertThat(status("e1")).isEqualTo(ExecutionStatus.IN_PROGRESS);

        timers.run();

        assertThat(status("e1")).isEqualTo(ExecutionStatus.STOPPED);
    }

    @Test
    public void leavesAnExecutionAloneThatHasEndedBeforeItWasAbandoned() throws Exception {
        Shop.pass(command -> engine.submit(command).state(), "e1");
        engine.abandoned("e1", "The build is gone");
        assertThat(status("e1")).isEqualTo(ExecutionStatus.SUCCEEDED);
    }

    @Test
    public void hearsNothingOnceItIsClosed() throws Exception {
        engine.submit(Shop.start("e1"));
        var source = run("e1", "Source").id();
        engine.close();
        assertThatThrownBy(() -> engine.succeeded(source, ActionOutcome.PLAIN))
                .isInstanceOf(UncheckedIOException.class);
        assertThat(timers.pauses()).isEmpty();
    }

    @Test
    public void expiresAnApprovalAfterTheJournalFailedAtItsTime() throws Exception {
        define("stage('Release') { approval('Gate') { timeout '10m' } }");
        engine.submit(Shop.start("e1"));
        succeed("e1", "Source");
        clock.advance(Duration.ofMinutes(10));
        journal.failNext();
        timers.run();
        assertThat(status("e1")).isEqualTo(ExecutionStatus.IN_PROGRESS);

        timers.run();

        assertThat(status("e1")).isEqualTo(ExecutionStatus.FAILED);
    }

    private void succeed(String execution, String stage) {
        var report = (Command.ReportSuccess) Shop.succeed(engine.state(), execution, stage);
        engine.succeeded(report.actionExecution(), report.outcome());
    }

    private void define(String stage) throws Exception {
        var text =
                """
                releasePipeline {
                    stages {
                        stage('Source') { source('App') { scm(); output 'AppSource' } }
                        %s
                    }
                }
                """
                        .formatted(stage);
        engine.submit(new Command.Define(((Reading.Read) Definition.read("Jenkinsfile", text)).pipeline()));
    }

    private ActionRun run(String execution, String stage) throws IOException {
        return engine.execution(execution)
                .orElseThrow()
                .stage(stage)
                .orElseThrow()
                .actions()
                .get(0);
    }

    private ExecutionStatus status(String execution) throws IOException {
        return engine.execution(execution).orElseThrow().status();
    }
}

package io.jenkins.plugins.stagegate.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagegate.decision.Command;
import io.jenkins.plugins.stagegate.decision.Effect;
import io.jenkins.plugins.stagegate.decision.Execution;
import io.jenkins.plugins.stagegate.decision.ExecutionStatus;
import io.jenkins.plugins.stagegate.decision.PipelineState;
import io.jenkins.plugins.stagegate.runtime.PipelineEngine;
import io.jenkins.plugins.stagegate.runtime.Shop;
import io.jenkins.plugins.stagegate.spi.Host;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.LongStream;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What a pipeline knows after its disk died, in the middle of whatever the journal or the history was doing. */
public class EngineOnAFailingDiskTest {
    /** The journal is replaced by a snapshot before the last of them. */
    private static final int EXECUTIONS = 172;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor();

    @After
    public void stopTheTimers() {
        timers.shutdownNow();
    }

    @Test
    public void knowsEverythingAcknowledgedWheneverTheDiskDies() throws Exception {
        int operations = operationsOfAWholeLife();
        int snapshot = operations - 60;
        for (int last = 0; last < operations; last += last < snapshot ? 97 : 1) {
            var disk = new FailingDisk();
            disk.dieAfter(last);
            var path = folder.newFolder().toPath();
            var acknowledged = live(path, disk);
            assertThat(disk.isDead()).isTrue();
            assertThatNothingIsLost(path, acknowledged, last);
        }
    }

    private int operationsOfAWholeLife() throws Exception {
        var disk = new FailingDisk();
        var path = folder.newFolder().toPath();
        assertThat(live(path, disk).states).hasSize(EXECUTIONS);
        try (var journal = FileJournal.open("shop", path)) {
            journal.replay(ended -> {});
            assertThat(journal.length()).as("events since the snapshot").isLessThan(100);
        }
        return disk.operations();
    }

    /** What was acknowledged, by execution, and the number of the last event then. */
    private static final class Acknowledged {
        private final Map<String, ExecutionStatus> states = new LinkedHashMap<>();
        private long sequence;

        private void add(PipelineState state) {
            sequence = state.sequence();
            state.executions().values().forEach(execution -> states.put(execution.id(), execution.status()));
        }
    }

    private Acknowledged live(Path path, FailingDisk disk) throws Exception {
        var acknowledged = new Acknowledged();
        try (var engine = open(path, disk)) {
            engine.submit(Shop.define());
            for (int i = 1; i <= EXECUTIONS; i++) {
                Shop.pass(command -> submit(engine, command, acknowledged), "execution-" + i);
            }
        } catch (IOException e) {
            assertThat(e).hasStackTraceContaining("The disk is gone");
        }
        return acknowledged;
    }

    private static PipelineState submit(PipelineEngine engine, Command command, Acknowledged acknowledged)
            throws Exception {
        var state = engine.submit(command).state();
        acknowledged.add(state);
        return state;
    }

    private void assertThatNothingIsLost(Path path, Acknowledged acknowledged, int last) throws Exception {
        try (var engine = open(path, new FailingDisk())) {
            assertThat(engine.state().sequence())
                    .as("dead after %d operations", last)
                    .isGreaterThanOrEqualTo(acknowledged.sequence);
            for (var entry : acknowledged.states.entrySet()) {
                var status = engine.execution(entry.getKey()).map(Execution::status);
                assertThat(status.orElseThrow()).isIn(entry.getValue(), ExecutionStatus.SUCCEEDED);
            }
            assertThat(engine.latest(Long.MAX_VALUE, EXECUTIONS + 1).stream()
                            .mapToLong(execution -> execution.start().number()))
                    .containsExactlyElementsOf(
                            LongStream.iterate(engine.state().lastNumber(), number -> number > 0, number -> number - 1)
                                    .boxed()
                                    .toList());
        }
    }

    private PipelineEngine open(Path path, FailingDisk disk) throws IOException {
        var history = FileHistory.open(path, disk);
        try {
            var journal = FileJournal.open("shop", path, disk);
            try {
                var engine = PipelineEngine.open(journal, history, Clock.systemUTC(), Runnable::run, timers);
                engine.attach(new Idle());
                return engine;
            } catch (IOException e) {
                journal.close();
                throw e;
            }
        } catch (IOException e) {
            history.close();
            throw e;
        }
    }

    private static final class Idle implements Host {
        @Override
        public void start(Effect.StartAction action, boolean again) {
            // The test reports the end.
        }
    }
}

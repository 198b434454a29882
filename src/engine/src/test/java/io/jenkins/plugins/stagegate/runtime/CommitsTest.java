package io.jenkins.plugins.stagegate.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.stagegate.decision.Command;
import io.jenkins.plugins.stagegate.decision.Decision;
import io.jenkins.plugins.stagegate.decision.Effect;
import io.jenkins.plugins.stagegate.journal.FileHistory;
import io.jenkins.plugins.stagegate.journal.FileJournal;
import io.jenkins.plugins.stagegate.spi.Host;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What is on disk when a command returns, and what becomes of commands that wait for the disk at the same time. */
public class CommitsTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService people = Executors.newCachedThreadPool();
    private final List<String> started = Collections.synchronizedList(new ArrayList<>());
    private SlowJournal journal;
    private PipelineEngine engine;

    @Before
    public void open() throws Exception {
        Path path = folder.getRoot().toPath();
        journal = new SlowJournal(FileJournal.open("shop", path));
        engine = PipelineEngine.open(journal, FileHistory.open(path), Clock.systemUTC(), Runnable::run, timers);
        engine.attach(new Host() {
            @Override
            public void start(Effect.StartAction action, boolean again) {
                started.add(action.execution());
            }
        });
        engine.submit(Shop.define());
    }

    @After
    public void close() throws IOException {
        journal.letThrough();
        engine.close();
        timers.shutdownNow();
        people.shutdownNow();
    }

    @Test
    public void commandsThatWaitAtTheSameTimeShareAFlush() throws Exception {
        journal.hold();
        var first = give(Shop.start("first"));
        journal.awaitFlush();
        var others = List.of(give(Shop.start("a")), give(Shop.start("b")), give(Shop.start("c")));
        journal.awaitDecisions(5);
        journal.letThrough();

        first.get();
        for (Future<Decision.Accepted> other : others) {
            other.get();
        }
        assertThat(journal.decisionsOfEachFlush()).containsExactly(1, 1, 3);
    }

    @Test
    public void nothingIsSeenOrDoneBeforeItIsOnDisk() throws Exception {
        journal.hold();
        var command = give(Shop.start("first"));
        journal.awaitFlush();
        assertThat(command.isDone()).isFalse();
        assertThat(engine.state().executions()).isEmpty();
        assertThat(engine.latest(Long.MAX_VALUE, 10)).isEmpty();
        assertThat(started).isEmpty();

        journal.letThrough();
        assertThat(command.get().state().executions()).containsKey("first");
        assertThat(engine.state().executions()).containsKey("first");
        assertThat(started).containsExactly("first");
    }

    /** The second start changes nothing, but what it answers rests on the first. */
    @Test
    public void anAnswerWaitsForWhatItRestsOn() throws Exception {
        journal.hold();
        var first = give(Shop.start("first", Optional.of("token")));
        journal.awaitFlush();
        var again = give(Shop.start("second", Optional.of("token")));
        journal.awaitDecisions(3);
        assertThat(again.isDone()).isFalse();
        journal.failNext();
        journal.letThrough();

        assertThatThrownBy(first::get).hasRootCauseMessage("The disk is full");
        assertThatThrownBy(again::get).hasRootCauseMessage("The disk is full");
    }

    @Test
    public void whatRestsOnAFailedWriteHasNotHappened() throws Exception {
        journal.hold();
        var first = give(Shop.start("first"));
        journal.awaitFlush();
        var second = give(Shop.start("second"));
        journal.awaitDecisions(3);
        journal.failNext();
        journal.letThrough();

        assertThatThrownBy(first::get).isInstanceOf(ExecutionException.class).hasRootCauseMessage("The disk is full");
        assertThatThrownBy(second::get).isInstanceOf(ExecutionException.class).hasRootCauseMessage("The disk is full");
        assertThat(engine.state().executions()).isEmpty();
        assertThat(started).isEmpty();

        var third = engine.submit(Shop.start("third"));
        assertThat(third.state().execution("third").orElseThrow().start().number())
                .isEqualTo(1);
        assertThat(started).containsExactly("third");
        reopen();
        assertThat(engine.state().executions()).containsOnlyKeys("third");
    }

    @Test
    public void whatCannotBeStoredFailsAlone() throws Exception {
        journal.hold();
        var first = give(Shop.start("first"));
        journal.awaitFlush();
        var halfACharacter = give(Shop.start("half \ud83c"));
        var other = give(Shop.start("other"));
        journal.awaitDecisions(3);
        journal.letThrough();

        first.get();
        other.get();
        assertThatThrownBy(halfACharacter::get).hasRootCauseInstanceOf(CharacterCodingException.class);
        assertThat(engine.latest(Long.MAX_VALUE, 10)).extracting("id").containsExactlyInAnyOrder("first", "other");
    }

    @Test
    public void closingLetsWhatWaitsGoToDisk() throws Exception {
        journal.hold();
        var first = give(Shop.start("first"));
        journal.awaitFlush();
        var second = give(Shop.start("second"));
        journal.awaitDecisions(3);
        var closing = people.submit(() -> {
            engine.close();
            return null;
        });
        journal.letThrough();

        closing.get();
        first.get();
        second.get();
        open();
        assertThat(engine.latest(Long.MAX_VALUE, 10)).hasSize(2);
    }

    @Test
    public void refusesACommandOnceItIsClosed() throws Exception {
        engine.close();
        assertThatThrownBy(() -> engine.submit(Shop.start("late"))).hasMessage("The pipeline is closed.");
    }

    private void reopen() throws Exception {
        engine.close();
        Path path = folder.getRoot().toPath();
        journal = new SlowJournal(FileJournal.open("shop", path));
        engine = PipelineEngine.open(journal, FileHistory.open(path), Clock.systemUTC(), Runnable::run, timers);
    }

    private Future<Decision.Accepted> give(Command command) {
        return people.submit(() -> engine.submit(command));
    }
}

package io.jenkins.plugins.stagegate.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.stagegate.decision.ActionProgress;
import io.jenkins.plugins.stagegate.decision.Command;
import io.jenkins.plugins.stagegate.decision.Effect;
import io.jenkins.plugins.stagegate.decision.StartTrigger;
import io.jenkins.plugins.stagegate.dsl.DefinitionReader;
import io.jenkins.plugins.stagegate.dsl.Reading;
import io.jenkins.plugins.stagegate.event.LifecycleEvent;
import io.jenkins.plugins.stagegate.journal.FileHistory;
import io.jenkins.plugins.stagegate.journal.FileJournal;
import io.jenkins.plugins.stagegate.spi.EventListener;
import io.jenkins.plugins.stagegate.spi.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class OutboxTest {
    private static final String PIPELINE =
            """
            releasePipeline {
                stages {
                    stage('Source') { source('App') { scm(); output 'AppSource' } }
                    stage('Build') { build('Package') { commands 'make' } }
                }
            }
            """;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor();
    private final List<LifecycleEvent> taken = new ArrayList<>();
    private PipelineEngine engine;
    private StillExecutor deliveries;

    /** Takes events as long as it is in the mood. */
    private class Listener implements EventListener {
        private final int most;

        private Listener(int most) {
            this.most = most;
        }

        @Override
        public String name() {
            return "audit";
        }

        @Override
        public void deliver(LifecycleEvent event) throws IOException {
            if (taken.size() >= most) {
                throw new IOException("not now");
            }
            taken.add(event);
        }
    }

    @After
    public void close() throws IOException {
        engine.close();
        timers.shutdownNow();
    }

    @Test
    public void tellsInTheOrderInWhichThingsHappen() throws Exception {
        open(new Listener(100));
        start("e1");
        deliveries.runAll();
        assertThat(told())
                .containsExactly(
                        LifecycleEvent.PIPELINE + " STARTED",
                        LifecycleEvent.STAGE + " STARTED",
                        LifecycleEvent.ACTION + " STARTED");
    }

    @Test
    public void neverLetsTheEngineWaitForAListener() throws Exception {
        open(new Listener(0));
        start("e1");
        assertThat(engine.state().execution("e1")).isPresent();
    }

    @Test
    public void offersAnEventAgainUntilItIsTakenAndNothingAfterItBefore() throws Exception {
        open(new Listener(1));
        start("e1");
        deliveries.runAll();
        assertThat(taken).hasSize(1);
        assertThat(deliveries.pauses()).containsExactly(0L, 1000L);
        deliveries.run();
        deliveries.run();
        assertThat(deliveries.pauses()).containsExactly(0L, 1000L, 2000L, 4000L);
    }

    @Test
    public void pausesForFiveMinutesAtMost() throws Exception {
        open(new Listener(0));
        start("e1");
        for (int i = 0; i < 20; i++) {
            deliveries.run();
        }
        assertThat(deliveries.pauses()).endsWith(300_000L);
    }

    @Test
    public void pausesAfterAnErrorToo() throws Exception {
        open(new Listener(0) {
            @Override
            public void deliver(LifecycleEvent event) {
                throw new NoSuchMethodError("Listener.deliver()");
            }
        });
        start("e1");
        for (int i = 0; i < 3; i++) {
            deliveries.run();
        }
        assertThat(deliveries.pauses()).containsExactly(0L, 1000L, 2000L, 4000L);
    }

    @Test
    public void tellsAfterARestartWhatWasNotTakenBefore() throws Exception {
        open(new Listener(1));
        start("e1");
        deliveries.runAll();
        reopen(new Listener(100));
        deliveries.runAll();
        assertThat(told())
                .containsExactly(
                        LifecycleEvent.PIPELINE + " STARTED",
                        LifecycleEvent.STAGE + " STARTED",
                        LifecycleEvent.ACTION + " STARTED");
    }

    @Test
    public void repeatsWithTheSameIdsInTheSameOrderWhenTheProcessDiesBeforeItWritesDownWhatWasTaken() throws Exception {
        open(new Listener(100));
        var before = Files.readString(ledger());
        start("e1");
        deliveries.runAll();
        var first = List.copyOf(taken);
        taken.clear();
        engine.close();
        Files.writeString(ledger(), before);
        reopen(new Listener(100));
        deliveries.runAll();
        assertThat(taken).isEqualTo(first).isNotEmpty();
    }

    @Test
    public void tellsNothingTwiceAfterAnOrderlyRestart() throws Exception {
        open(new Listener(100));
        start("e1");
        deliveries.runAll();
        taken.clear();
        reopen(new Listener(100));
        deliveries.runAll();
        assertThat(taken).isEmpty();
    }

    @Test
    public void beginsForANewListenerWithWhatHappensNext() throws Exception {
        open();
        start("e1");
        reopen(new Listener(100));
        start("e2");
        deliveries.runAll();
        assertThat(taken)
                .extracting(event -> event.detail().path("execution-id").asText())
                .containsOnly("e2");
    }

    @Test
    public void putsAsideWhatAListenerHasNotTakenBeforeTheJournalForgetsIt() throws Exception {
        open(new Listener(0));
        start("e1");
        untilTheJournalForgets();
        reopen(new Listener(100_000));
        deliveries.runAll();
        assertThat(told())
                .startsWith(
                        LifecycleEvent.PIPELINE + " STARTED",
                        LifecycleEvent.STAGE + " STARTED",
                        LifecycleEvent.ACTION + " STARTED")
                .doesNotContain(LifecycleEvent.MISSED + " ");
        assertThat(taken).doesNotHaveDuplicates();
    }

    @Test
    public void tellsPlainlyOfTheGapOfAListenerThatWasAwayTooLong() throws Exception {
        open(new Listener(100));
        reopen();
        start("e1");
        untilTheJournalForgets();
        reopen(new Listener(100));
        deliveries.runAll();
        assertThat(told()).startsWith(LifecycleEvent.MISSED + " ");
        assertThat(taken.get(0).detail().path("first-sequence").asLong()).isEqualTo(1);
    }

    @Test
    public void replacesItsListenersAtWorkWithoutAGap() throws Exception {
        open(new Listener(1));
        start("e1");
        deliveries.runAll();

        engine.listen(List.of(new Listener(100)), folder.getRoot().toPath().resolve("listeners"), deliveries);
        // The former one's next try, of which nothing comes.
        deliveries.run();
        deliveries.runAll();
        assertThat(told())
                .containsExactly(
                        LifecycleEvent.PIPELINE + " STARTED",
                        LifecycleEvent.STAGE + " STARTED",
                        LifecycleEvent.ACTION + " STARTED");
        start("e2");
        deliveries.runAll();
        assertThat(taken).hasSizeGreaterThan(3).doesNotHaveDuplicates();
    }

    @Test
    public void givesEverythingAgainToAListenerWhoseFileIsDamaged() throws Exception {
        open(new Listener(100));
        start("e1");
        deliveries.runAll();
        engine.close();
        Files.writeString(ledger(), "{\"taken\":");
        reopen(new Listener(100));
        deliveries.runAll();
        assertThat(taken).hasSize(6);
    }

    @Test
    public void refusesANameThatIsNoFile() throws Exception {
        open();
        engine.close();
        assertThatThrownBy(() -> open(new Listener(0) {
                    @Override
                    public String name() {
                        return "../audit";
                    }
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("../audit");
    }

    private List<String> told() {
        return taken.stream()
                .map(event -> event.kind() + " " + event.detail().path("state").asText())
                .toList();
    }

    private Path ledger() {
        return folder.getRoot().toPath().resolve("listeners/audit.json");
    }

    private void untilTheJournalForgets() throws Exception {
        var journal = folder.getRoot().toPath().resolve("journal");
        for (long before = 0; Files.size(journal) > before; ) {
            before = Files.size(journal);
            start("more-" + engine.state().lastNumber());
        }
    }

    private void start(String id) throws Exception {
        if (engine.state().definition().isEmpty()) {
            engine.submit(
                    new Command.Define(((Reading.Read) DefinitionReader.read("Jenkinsfile", PIPELINE)).pipeline()));
        }
        engine.submit(new Command.Start(id, 0, StartTrigger.manual("bob"), Map.of(), List.of(), Optional.empty()));
        for (var found : engine.state().execution(id).stream()
                .flatMap(execution -> execution.stages().values().stream())
                .flatMap(stage -> stage.actions().stream())
                .toList()) {
            engine.progressed(found.id(), ActionProgress.summary("half way"));
        }
    }

    private void reopen(EventListener... listeners) throws IOException {
        engine.close();
        open(listeners);
    }

    private void open(EventListener... listeners) throws IOException {
        var path = folder.getRoot().toPath();
        engine = PipelineEngine.open(
                FileJournal.open("shop", path), FileHistory.open(path), Clock.systemUTC(), Runnable::run, timers);
        deliveries = new StillExecutor();
        engine.listen(List.of(listeners), path.resolve("listeners"), deliveries);
        engine.attach(new Host() {
            @Override
            public void start(Effect.StartAction action, boolean again) {}
        });
    }
}

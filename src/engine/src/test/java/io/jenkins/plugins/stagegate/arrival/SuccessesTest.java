package io.jenkins.plugins.stagegate.arrival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.stagegate.decision.Command;
import io.jenkins.plugins.stagegate.decision.PipelineState;
import io.jenkins.plugins.stagegate.decision.SourceOverride;
import io.jenkins.plugins.stagegate.dsl.Definition;
import io.jenkins.plugins.stagegate.dsl.Reading;
import io.jenkins.plugins.stagegate.journal.FileHistory;
import io.jenkins.plugins.stagegate.journal.FileJournal;
import io.jenkins.plugins.stagegate.model.Pipeline;
import io.jenkins.plugins.stagegate.runtime.CommandRefusedException;
import io.jenkins.plugins.stagegate.runtime.PipelineEngine;
import io.jenkins.plugins.stagegate.runtime.Shop;
import io.jenkins.plugins.stagegate.source.GitSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Pipelines that start when another one has succeeded. */
public class SuccessesTest {
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor();
    private final Map<String, PipelineEngine> engines = new HashMap<>();

    @After
    public void close() throws Exception {
        for (PipelineEngine engine : engines.values()) {
            engine.close();
        }
        timers.shutdownNow();
    }

    @Test
    public void theFirstLookStartsNothing() throws Exception {
        var shop = shop();
        Shop.pass(shop::submit, "first");
        var deploy = line("deploy", "shop");

        triggers(deploy).tick(NOW);

        assertThat(deploy.engine().latest(Long.MAX_VALUE, 9)).isEmpty();
    }

    @Test
    public void aSuccessStartsOneExecutionThatTakesFromIt() throws Exception {
        var shop = shop();
        var deploy = line("deploy", "shop");
        var triggers = triggers(deploy);
        triggers.tick(NOW);

        Shop.pass(shop::submit, "first");
        triggers.tick(NOW);
        triggers.tick(NOW);

        var started = deploy.engine().latest(Long.MAX_VALUE, 9);
        assertThat(started).hasSize(1);
        assertThat(started.get(0).start().trigger().detail()).isEqualTo("pipeline shop #1");
        assertThat(started.get(0).start().overrides())
                .containsExactly(new SourceOverride("Upstream", "PIPELINE_EXECUTION_ID", "first"));
    }

    @Test
    public void ofSeveralSuccessesSinceTheLastLookTheNewestCounts() throws Exception {
        var shop = shop();
        var deploy = line("deploy", "shop");
        var triggers = triggers(deploy);
        triggers.tick(NOW);

        Shop.pass(shop::submit, "first");
        Shop.pass(shop::submit, "second");
        triggers.tick(NOW);

        assertThat(deploy.engine().latest(Long.MAX_VALUE, 9))
                .extracting(one -> one.start().trigger().detail())
                .containsExactly("pipeline shop #2");
    }

    @Test
    public void whatSucceededWhileNobodyLookedIsFollowedAfterwardsAndOnce() throws Exception {
        var shop = shop();
        var deploy = line("deploy", "shop");
        triggers(deploy).tick(NOW);
        Shop.pass(shop::submit, "first");

        triggers(deploy).tick(NOW);
        triggers(deploy).tick(NOW);

        assertThat(deploy.engine().latest(Long.MAX_VALUE, 9)).hasSize(1);
    }

    @Test
    public void aPipelineThatIsNotKnownStartsNothing() throws Exception {
        var deploy = line("deploy", "nowhere");

        triggers(deploy).tick(NOW);

        assertThat(deploy.engine().latest(Long.MAX_VALUE, 9)).isEmpty();
    }

    @Test
    public void pipelinesThatWouldStartEachOtherForEverAreRefusedWithTheirWay() throws Exception {
        var first = line("a", "c");
        line("b", "a");
        var last = line("c", "b");
        var triggers = triggers(first);
        triggers.tick(NOW);
        succeed(last, "one");

        assertThatThrownBy(() -> triggers.tick(NOW))
                .isInstanceOf(NotStartedException.class)
                .hasMessage("Pipelines that start each other would never come to an end: a -> b -> c -> a."
                        + " Take one of the triggers away.");
        assertThat(first.engine().latest(Long.MAX_VALUE, 9)).isEmpty();
    }

    private Line shop() throws Exception {
        var shop = open("shop");
        shop.engine().submit(Shop.define());
        return shop;
    }

    private Line line(String name, String upstream) throws Exception {
        var line = open(name);
        var text =
                """
                releasePipeline {
                    triggers { pipeline '%1$s' }
                    stages {
                        stage('Source') { source('Upstream') { pipeline '%1$s'; output 'AppSource' } }
                        stage('Build') { build('Package') { commands 'make' } }
                    }
                }
                """
                        .formatted(upstream);
        line.engine().submit(new Command.Define(((Reading.Read) Definition.read("Jenkinsfile", text)).pipeline()));
        return line;
    }

    private void succeed(Line line, String id) throws Exception {
        Shop.pass(line::submit, id);
    }

    private Line open(String name) throws Exception {
        Path own = folder.getRoot().toPath().resolve(name);
        var engine = PipelineEngine.open(
                FileJournal.open(name, own), FileHistory.open(own), Clock.systemUTC(), Runnable::run, timers);
        engines.put(name, engine);
        return new Line(engine);
    }

    private PipelineTriggers triggers(Line line) throws IOException {
        var own = folder.getRoot().toPath().resolve(line.engine().state().name());
        return new PipelineTriggers(line, TriggerFolder.open(own.resolve("triggers")));
    }

    /** A pipeline without a host: its executions begin, and the test says how they go on. */
    private final class Line implements TriggeredPipeline {
        private final PipelineEngine engine;

        Line(PipelineEngine engine) {
            this.engine = engine;
        }

        PipelineState submit(Command command) throws CommandRefusedException, IOException {
            engine.submit(command);
            return engine.state();
        }

        @Override
        public void refresh() {}

        @Override
        public Optional<Pipeline> definition() {
            return engine.state().definition();
        }

        @Override
        public List<Watched> watched() {
            return List.of();
        }

        @Override
        public PipelineEngine engine() {
            return engine;
        }

        @Override
        public Optional<Line> upstream(String name) {
            return Optional.ofNullable(engines.get(name)).map(Line::new);
        }

        @Override
        public GitSource git() {
            throw new UnsupportedOperationException("no repository is asked");
        }

        @Override
        public Optional<String> started(String token) {
            return Optional.ofNullable(engine.state().clientTokens().get(token));
        }

        @Override
        public void start(Start start) throws IOException {
            try {
                engine.submit(new Command.Start(
                        "execution-" + start.token(),
                        0,
                        start.trigger(),
                        Map.of(),
                        start.overrides(),
                        Optional.of(start.token())));
            } catch (CommandRefusedException e) {
                throw new IOException(e);
            }
        }
    }
}

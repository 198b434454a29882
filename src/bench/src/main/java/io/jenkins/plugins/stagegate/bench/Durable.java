package io.jenkins.plugins.stagegate.bench;

import io.jenkins.plugins.stagegate.decision.Command;
import io.jenkins.plugins.stagegate.decision.Effect;
import io.jenkins.plugins.stagegate.decision.PipelineState;
import io.jenkins.plugins.stagegate.journal.FileHistory;
import io.jenkins.plugins.stagegate.journal.FileJournal;
import io.jenkins.plugins.stagegate.model.ExecutionMode;
import io.jenkins.plugins.stagegate.runtime.PipelineEngine;
import io.jenkins.plugins.stagegate.spi.Host;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The engine with its files, and with a host that performs nothing.
 *
 * @param asked how many questions for approval the host was given
 */
record Durable(PipelineEngine engine, AtomicInteger asked) implements Release.Desk, Closeable {
    /** All pipelines share it, as they do in a host. */
    private static final ScheduledExecutorService TIMERS = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "timers");
        thread.setDaemon(true);
        return thread;
    });

    /** Opens the pipeline in that folder, and defines it if it is new. */
    static Durable open(Path folder) throws Exception {
        return open(folder, ExecutionMode.SUPERSEDED, Clock.systemUTC());
    }

    static Durable open(Path folder, ExecutionMode mode, Clock clock) throws Exception {
        var engine = PipelineEngine.open(
                FileJournal.open("shop", folder), FileHistory.open(folder), clock, Runnable::run, TIMERS);
        var host = new Idle(new AtomicInteger());
        engine.attach(host);
        if (engine.state().definition().isEmpty()) {
            engine.submit(new Command.Define(Release.pipeline(mode)));
        }
        return new Durable(engine, host.asked());
    }

    @Override
    public PipelineState submit(Command command) throws Exception {
        return engine.submit(command).state();
    }

    @Override
    public void close() throws IOException {
        engine.close();
    }

    private record Idle(AtomicInteger asked) implements Host {
        @Override
        public void start(Effect.StartAction action, boolean again) {
            // Its end is reported by whoever measures.
        }

        @Override
        public void ask(Effect.AskApproval question, boolean again) {
            asked.incrementAndGet();
        }
    }
}

package io.jenkins.plugins.stagegate.bench;

import io.jenkins.plugins.stagegate.decision.Command;
import io.jenkins.plugins.stagegate.decision.Effect;
import io.jenkins.plugins.stagegate.decision.PipelineState;
import io.jenkins.plugins.stagegate.journal.FileHistory;
import io.jenkins.plugins.stagegate.journal.FileJournal;
import io.jenkins.plugins.stagegate.runtime.PipelineEngine;
import io.jenkins.plugins.stagegate.spi.Host;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** The engine with its files, and with a host that performs nothing. */
record Durable(PipelineEngine engine, ScheduledExecutorService timers) implements Release.Desk, Closeable {
    /** Opens the pipeline in that folder, and defines it if it is new. */
    static Durable open(Path folder) throws Exception {
        var timers = Executors.newSingleThreadScheduledExecutor();
        var engine = PipelineEngine.open(
                FileJournal.open("shop", folder), FileHistory.open(folder), Clock.systemUTC(), Runnable::run, timers);
        engine.attach(new Idle());
        if (engine.state().definition().isEmpty()) {
            engine.submit(new Command.Define(Release.pipeline()));
        }
        return new Durable(engine, timers);
    }

    @Override
    public PipelineState submit(Command command) throws Exception {
        return engine.submit(command).state();
    }

    @Override
    public void close() throws IOException {
        engine.close();
        timers.shutdownNow();
    }

    private static final class Idle implements Host {
        @Override
        public void start(Effect.StartAction action, boolean again) {
            // Its end is reported by whoever measures.
        }
    }
}

package io.jenkins.plugins.stagegate.plugin.host;

import io.jenkins.plugins.stagegate.decision.Command;
import io.jenkins.plugins.stagegate.decision.PipelineState;
import io.jenkins.plugins.stagegate.plugin.event.Listeners;
import io.jenkins.plugins.stagegate.plugin.gate.ImposedGates;
import io.jenkins.plugins.stagegate.plugin.line.LineSwitches;
import io.jenkins.plugins.stagegate.runtime.CommandRefusedException;
import io.jenkins.plugins.stagegate.runtime.PipelineEngine;
import io.jenkins.plugins.stagegate.spi.EventListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The work of one pipeline, and its rest: the engine is open in the job's folder while something is under way or somebody has asked
 * for it lately. Then it has the gates and the listeners that are configured.
 *
 * <p>May be used by any thread.
 */
final class PipelineWork {
    private static final EffectThreads EFFECTS = new EffectThreads();

    private final JobPipeline pipeline;
    private final Clock clock;
    /** Nothing while the pipeline is at rest. */
    private Optional<PipelineFolder> open = Optional.empty();
    /** What is so while the pipeline is at rest. */
    private PipelineState atRest;

    private List<EventListener> listeners = List.of();
    private boolean closed;
    private long used = System.nanoTime();

    PipelineWork(JobPipeline pipeline, Clock clock) {
        this.pipeline = pipeline;
        this.clock = clock;
    }

    /** Takes up the work where it was left, if the pipeline is at rest: all of it, or nothing. */
    synchronized void wake() throws IOException {
        used = System.nanoTime();
        if (open.isPresent()) {
            return;
        }
        var job = pipeline.job();
        if (closed) {
            throw new IOException(Messages.JobPipeline_closed(job.getFullName()));
        }
        var folder = PipelineFolder.open(job, clock, EFFECTS);
        open = Optional.of(folder);
        boolean whole = false;
        try {
            var switches = LineSwitches.get().of(job);
            listen();
            impose();
            folder.engine().attach(pipeline.host());
            switches.applyTo(folder.engine());
            whole = true;
        } catch (CommandRefusedException e) {
            throw new IOException(e.getMessage(), e);
        } finally {
            if (!whole) {
                letGo(folder);
            }
        }
    }

    private void letGo(PipelineFolder folder) throws IOException {
        atRest = folder.engine().state();
        open = Optional.empty();
        listeners = List.of();
        folder.engine().close();
    }

    /** Lets go of files and memory if nothing is under way and nobody asked for so long. */
    synchronized void rest(Duration unused) throws IOException {
        boolean idle = System.nanoTime() - used >= unused.toNanos();
        if (idle && open.isPresent() && open.get().engine().closeAtRest()) {
            letGo(open.get());
        }
    }

    /** Goes on in the folder where the job has it now; false if the pipeline is at rest. */
    synchronized boolean follow() throws IOException {
        if (open.isEmpty()) {
            return false;
        }
        letGo(open.get());
        wake();
        return true;
    }

    /** Does something by a thread that may do what follows, too. It must hold no lock. */
    void lend(Runnable news) {
        EFFECTS.lend(news);
    }

    /** What is open, which wakes the pipeline. */
    synchronized PipelineFolder folder() {
        try {
            wake();
            return open.orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    /** The engine, unless the pipeline is at rest. */
    synchronized Optional<PipelineEngine> engine() {
        return open.map(PipelineFolder::engine);
    }

    synchronized PipelineState state() {
        return open.map(folder -> folder.engine().state()).orElse(atRest);
    }

    /** Lets all know what happens who are to be told as it is configured now. */
    synchronized void listen() throws IOException {
        var wanted = Listeners.of(pipeline.job());
        if (open.isPresent() && !wanted.equals(listeners)) {
            open.get().engine().listen(wanted, pipeline.folder().resolve("listeners"), Listeners.deliveries());
            listeners = wanted;
        }
    }

    /** Puts the gates in front of the stages that are configured now. */
    synchronized void impose() throws IOException {
        var gates = ImposedGates.of(pipeline.job());
        if (open.isPresent() && !state().gates().equals(gates)) {
            try {
                open.get().engine().submit(new Command.ImposeGates(gates));
            } catch (CommandRefusedException e) {
                throw new IOException(e.getMessage(), e);
            }
        }
    }

    /** Ends the work in good order, for good. */
    synchronized void close() throws IOException {
        closed = true;
        pipeline.host().close();
        if (open.isPresent()) {
            open.get().engine().close();
        }
    }
}

package io.jenkins.plugins.stagegate.runtime;

import io.jenkins.plugins.stagegate.decision.Effect;
import io.jenkins.plugins.stagegate.decision.Effects;
import io.jenkins.plugins.stagegate.decision.Jobs;
import io.jenkins.plugins.stagegate.decision.PipelineState;
import io.jenkins.plugins.stagegate.decision.Recorded;
import io.jenkins.plugins.stagegate.spi.Host;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Hands events and effects to the host, one at a time and in order, on whatever thread the executor has. Nothing begins before
 * {@link #wake}: the executor may use the thread that calls it, which must not hold a lock then.
 */
final class EffectQueue {
    private static final Logger LOGGER = Logger.getLogger(EffectQueue.class.getName());

    private final Executor executor;
    private final BiConsumer<Effect, Throwable> failed;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private Host host;
    private boolean running;
    private boolean closed;

    EffectQueue(Executor executor, BiConsumer<Effect, Throwable> failed) {
        this.executor = executor;
        this.failed = failed;
    }

    synchronized void attach(Host newHost, List<Effect> owed) {
        if (host != null) {
            throw new IllegalStateException("The pipeline has a host already.");
        }
        host = newHost;
        owed.forEach(effect -> waiting.add(() -> perform(effect, true)));
    }

    synchronized void add(List<Recorded> events, PipelineState after) {
        for (Recorded recorded : events) {
            waiting.add(() -> tell(recorded, after));
            Effects.of(after, recorded.event()).forEach(effect -> waiting.add(() -> perform(effect, false)));
        }
    }

    synchronized void close() {
        closed = true;
        waiting.clear();
    }

    /** Whether the host has been told and given all that there was. */
    synchronized boolean isIdle() {
        return !running && waiting.isEmpty();
    }

    void wake() {
        synchronized (this) {
            if (running || closed || host == null || waiting.isEmpty()) {
                return;
            }
            running = true;
        }
        boolean begun = false;
        try {
            executor.execute(this::drain);
            begun = true;
        } finally {
            if (!begun) {
                stand();
            }
        }
    }

    /** There is no thread now; the next event finds one. */
    private synchronized void stand() {
        running = false;
    }

    private void drain() {
        for (Runnable next = next(); next != null; next = next()) {
            try {
                next.run();
            } catch (Throwable e) { // a pipeline that lost its thread would stand still, whatever it was
                LOGGER.log(Level.WARNING, "What follows from an event failed", e);
            }
        }
    }

    private synchronized Runnable next() {
        var next = closed ? null : waiting.poll();
        running = next != null;
        return next;
    }

    /** Lets the host know of trouble, in its turn. */
    synchronized void tell(IOException trouble) {
        waiting.add(() -> host.broken(trouble));
    }

    private void tell(Recorded recorded, PipelineState after) {
        try {
            host.happened(recorded, after);
        } catch (RuntimeException | Error e) {
            LOGGER.log(Level.WARNING, "The host failed to take note of event " + recorded.sequence(), e);
        }
    }

    private void perform(Effect effect, boolean again) {
        try {
            if (effect instanceof Effect.StartAction start) {
                if (Jobs.of(start.action().type())) {
                    host.offer(start, again);
                } else {
                    host.start(start, again);
                }
            } else if (effect instanceof Effect.AskApproval ask) {
                host.ask(ask, again);
            } else if (effect instanceof Effect.CheckRule check) {
                host.check(check, again);
            } else if (effect instanceof Effect.StopAction stop) {
                host.stop(stop);
            }
        } catch (RuntimeException | Error e) {
            boolean reported = effect instanceof Effect.StartAction || effect instanceof Effect.CheckRule;
            LOGGER.log(reported ? Level.FINE : Level.WARNING, "The host failed to perform " + effect, e);
            failed.accept(effect, e);
        }
    }
}

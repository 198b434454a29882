package io.jenkins.plugins.stagegate.local.trigger;

import io.jenkins.plugins.stagegate.arrival.NotStartedException;
import io.jenkins.plugins.stagegate.arrival.PipelineTriggers;
import io.jenkins.plugins.stagegate.source.SourceException;
import java.io.Closeable;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Lets the triggers of one pipeline work, on one thread: at once when a delivery comes, and from time to time. */
public final class TriggerLoop implements Closeable {
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration AGAIN = Duration.ofMinutes(1);
    private static final int LONGEST_PAUSE = 32;

    private final PipelineTriggers triggers;
    private final Clock clock;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        var daemon = new Thread(task, "triggers");
        daemon.setDaemon(true);
        return daemon;
    });
    private int failures;
    private int pause;

    public TriggerLoop(PipelineTriggers triggers, Clock clock) {
        this.triggers = triggers;
        this.clock = clock;
    }

    /**
     * Begins, with what an earlier life of this program left undone.
     *
     * @param look how often repositories are looked at; zero for never
     * @param spread a number that is the pipeline's own: not all of them shall look at the same moment
     */
    public void start(Duration look, int spread) {
        every(TICK, 0, this::tick);
        every(AGAIN, 0, () -> {
            triggers.renew();
            triggers.work(clock.instant());
        });
        if (!look.isZero()) {
            every(look, Math.floorMod(spread, Math.max(1, look.toMillis())), this::look);
        }
    }

    /** Says that a delivery has come. */
    public void wake() {
        try {
            thread.execute(guarded(() -> triggers.work(clock.instant())));
        } catch (RejectedExecutionException e) {
            // The program ends; the delivery is on disk, and the next one finds it.
        }
    }

    /** The triggers themselves. */
    public PipelineTriggers triggers() {
        return triggers;
    }

    private void tick() throws IOException {
        try {
            triggers.tick(clock.instant());
        } catch (NotStartedException e) {
            System.err.println(e.getMessage());
        }
    }

    /** A repository that does not answer is asked more and more seldom. */
    private void look() throws IOException {
        if (pause > 0) {
            pause--;
            return;
        }
        try {
            triggers.look(clock.instant());
            failures = 0;
        } catch (SourceException e) {
            if (failures == 0) {
                System.err.println(e.getMessage());
            }
            pause = Math.min(LONGEST_PAUSE, 1 << Math.min(10, failures++)) - 1;
        }
        triggers.work(clock.instant());
    }

    private interface Step {
        void run() throws IOException;
    }

    private void every(Duration time, long delayMillis, Step step) {
        var unused = thread.scheduleWithFixedDelay(guarded(step), delayMillis, time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** A step that fails shall not end the others, nor its own next time. */
    private static Runnable guarded(Step step) {
        return () -> {
            try {
                step.run();
            } catch (IOException | RuntimeException | Error e) {
                System.err.println("Triggers: " + (e.getMessage() == null ? e.toString() : e.getMessage()));
            }
        };
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}

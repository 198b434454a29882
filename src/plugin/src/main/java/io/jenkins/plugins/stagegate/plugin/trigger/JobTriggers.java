package io.jenkins.plugins.stagegate.plugin.trigger;

import com.fasterxml.jackson.databind.JsonNode;
import hudson.remoting.SingleLaneExecutorService;
import hudson.security.ACL;
import hudson.util.DaemonThreadFactory;
import hudson.util.NamingThreadFactory;
import io.jenkins.plugins.stagegate.arrival.Arrival;
import io.jenkins.plugins.stagegate.arrival.NotStartedException;
import io.jenkins.plugins.stagegate.arrival.PipelineTriggers;
import io.jenkins.plugins.stagegate.arrival.TriggerFolder;
import io.jenkins.plugins.stagegate.model.Trigger;
import io.jenkins.plugins.stagegate.plugin.host.JobPipeline;
import io.jenkins.plugins.stagegate.source.SourceException;
import io.jenkins.plugins.stagegate.trigger.Heard;
import io.jenkins.plugins.stagegate.trigger.TriggerText;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.security.ImpersonatingExecutorService;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;

/**
 * The triggers of one job at work. Whoever asks for something returns at once; it is done in its turn.
 *
 * <p>May be used by any thread.
 */
public final class JobTriggers {
    private static final Logger LOGGER = Logger.getLogger(JobTriggers.class.getName());
    private static final int AT_ONCE = 16;
    private static final int LONGEST_PAUSE = 32;
    private static final String VALUE = "value";
    private static final long SOON_MILLIS = 250;
    private static final ExecutorService THREADS = new ImpersonatingExecutorService(threads(), ACL.SYSTEM2);

    private final WorkflowJob job;
    private final TriggeredJob triggered;
    private final PipelineTriggers triggers;
    private final ExecutorService lane = lane();
    private final AtomicBoolean looking = new AtomicBoolean();
    private final AtomicBoolean returning = new AtomicBoolean();
    private volatile Instant nextLook = Instant.MIN;
    private volatile boolean looked;
    private int failures;

    private JobTriggers(WorkflowJob job, TriggeredJob triggered, PipelineTriggers triggers) {
        this.job = job;
        this.triggered = triggered;
        this.triggers = triggers;
    }

    private static ExecutorService threads() {
        var threads = new ThreadPoolExecutor(
                AT_ONCE,
                AT_ONCE,
                30,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                new NamingThreadFactory(new DaemonThreadFactory(), "Stage Gate triggers"));
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    /** Does something that has to do with triggers, when a thread is free. */
    static void later(Runnable work) {
        THREADS.execute(work);
    }

    /** Does what it is given in its order, when a thread is free, as Jenkins itself. */
    public static ExecutorService lane() {
        return new SingleLaneExecutorService(THREADS);
    }

    static JobTriggers open(JobPipeline pipeline) throws IOException {
        var triggered = new TriggeredJob(pipeline);
        return new JobTriggers(
                pipeline.job(), triggered, new PipelineTriggers(triggered, TriggerFolder.open(pipeline.triggers())));
    }

    WorkflowJob job() {
        return job;
    }

    TriggeredJob triggered() {
        return triggered;
    }

    /** Whether a source action takes the repository that the delivery is about. */
    boolean concerns(Heard heard) {
        return triggers.concerns(heard);
    }

    /**
     * Takes a delivery in, and deals with it soon; when this returns, it is on disk.
     *
     * @return false if it has come before
     */
    public boolean arrive(Arrival arrival) throws IOException {
        boolean news = triggers.arrive(arrival);
        wake();
        return news;
    }

    /** Notes a call of a webhook that starts nothing, and why. */
    public void note(String webhook, String verdict) throws IOException {
        triggers.note(webhook, Instant.now(), false, verdict);
    }

    /** Deals with what waits. */
    void wake() {
        lane.execute(guarded(this::work));
    }

    /** Looks at the repositories as soon as it can be, without believing whoever said that there is something new. */
    public void lookSoon() {
        if (looking.compareAndSet(false, true)) {
            lane.execute(guarded(() -> {
                looking.set(false);
                look();
            }));
        }
    }

    /** Returns when all that was asked for until now has been done. */
    void settle() throws InterruptedException, ExecutionException {
        lane.submit(() -> null).get();
    }

    /** Whether repositories have been looked at since Jenkins was started. */
    boolean hasLooked() {
        return looked;
    }

    /**
     * Does what is due by the clock.
     *
     * @param every how often repositories are looked at; zero for never
     */
    void tick(Instant now, Duration every) {
        if (!every.isZero() && nextLook.equals(Instant.MIN)) {
            // Not all of them shall look at the same moment.
            nextLook = now.plusMillis(Math.floorMod(job.getFullName().hashCode(), every.toMillis()));
        }
        lane.execute(guarded(() -> {
            schedules(now);
            if (!every.isZero() && !now.isBefore(nextLook)) {
                look();
                nextLook = now.plus(every.multipliedBy(Math.min(LONGEST_PAUSE, 1L << Math.min(10, failures))));
            }
            work();
        }));
    }

    /** A repository that does not answer is asked more and more seldom. */
    private void look() throws IOException {
        if (!job.isBuildable()) {
            return;
        }
        try {
            triggers.look(Instant.now());
            looked = true;
            failures = 0;
        } catch (SourceException e) {
            LOGGER.log(failures++ == 0 ? Level.WARNING : Level.FINE, () -> job.getFullName() + ": " + e.getMessage());
        }
        work();
    }

    private void schedules(Instant now) throws IOException {
        try {
            triggers.tick(now);
        } catch (NotStartedException e) {
            LOGGER.log(Level.WARNING, () -> job.getFullName() + ": " + e.getMessage());
        }
    }

    private void work() throws IOException {
        if (triggers.work(Instant.now()) && returning.compareAndSet(false, true)) {
            Timer.get()
                    .schedule(
                            () -> {
                                returning.set(false);
                                wake();
                            },
                            SOON_MILLIS,
                            TimeUnit.MILLISECONDS);
        }
    }

    /** The triggers of the definition in its words. */
    List<String> declared() {
        return triggered.definition().map(found -> found.triggers()).orElse(List.<Trigger>of()).stream()
                .map(TriggerText::of)
                .toList();
    }

    /** What became of deliveries, the newest first. */
    List<JsonNode> deliveries() throws IOException {
        var all = new ArrayList<>(triggers.folder().deliveries());
        Collections.reverse(all);
        return all;
    }

    /** Deliveries that nobody has dealt with yet, the oldest first. */
    public List<Arrival> waiting() throws IOException {
        return triggers.folder().waiting();
    }

    /** What was last seen under that name. */
    public Optional<String> seen(String name) throws IOException {
        return triggers.folder().seen(name).map(values -> values.get(VALUE));
    }

    /** Replaces what was last seen under that name. */
    public void see(String name, String value) throws IOException {
        triggers.folder().see(name, Map.of(VALUE, value));
    }

    private interface Step {
        void run() throws IOException;
    }

    /** A step that fails shall not end the others, nor its own next time. */
    private Runnable guarded(Step step) {
        return () -> {
            try {
                if (!Triggers.get().isClosed(this)) {
                    step.run();
                }
            } catch (IOException | RuntimeException | Error e) { // nobody else would hear of it
                LOGGER.log(Level.WARNING, e, () -> "Triggers of " + job.getFullName());
            }
        };
    }
}

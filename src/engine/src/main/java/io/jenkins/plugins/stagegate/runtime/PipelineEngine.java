package io.jenkins.plugins.stagegate.runtime;

import io.jenkins.plugins.stagegate.decision.ActionFailure;
import io.jenkins.plugins.stagegate.decision.ActionOutcome;
import io.jenkins.plugins.stagegate.decision.ActionProgress;
import io.jenkins.plugins.stagegate.decision.Actor;
import io.jenkins.plugins.stagegate.decision.Command;
import io.jenkins.plugins.stagegate.decision.Decision;
import io.jenkins.plugins.stagegate.decision.Effect;
import io.jenkins.plugins.stagegate.decision.Effects;
import io.jenkins.plugins.stagegate.decision.Execution;
import io.jenkins.plugins.stagegate.decision.PipelineState;
import io.jenkins.plugins.stagegate.journal.History;
import io.jenkins.plugins.stagegate.journal.Journal;
import io.jenkins.plugins.stagegate.spi.EventListener;
import io.jenkins.plugins.stagegate.spi.Host;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One pipeline at work.
 *
 * <p>Every command is decided on, written to the journal and flushed before anything is done about it. Commands of one
 * pipeline are carried out one after the other, in the threads that give them; those that wait at the same time share a flush.
 * Effects follow in the order of the events, on the executor given at the beginning. All methods may be called by any thread.
 *
 * <p>What a host reports is never lost while the pipeline is open: if the journal cannot be written, it is tried again until it
 * can, and the host is told. Once it is closed, a report throws {@link UncheckedIOException}; what it was about is owed again after
 * the next {@link #open}.
 */
public final class PipelineEngine implements Closeable {
    private static final Logger LOGGER = Logger.getLogger(PipelineEngine.class.getName());
    private static final long SNAPSHOT_EVERY = 2000;
    private static final int AGAIN_SECONDS = 10;

    private final Journal journal;
    private final History history;
    private final EffectQueue effects;
    private final Alarm alarm;
    private final Commits commits;
    private final Clock clock;
    private final ScheduledExecutorService timers;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile Outbox outbox = Outbox.none();

    private PipelineEngine(
            Journal journal, History history, Clock clock, Executor executor, ScheduledExecutorService timers)
            throws IOException {
        this.journal = journal;
        this.history = history;
        this.clock = clock;
        this.timers = timers;
        this.effects = new EffectQueue(executor, this::failedToPerform);
        this.alarm = new Alarm(clock, timers, this::tick);
        this.commits = new Commits(journal, journal.replay(history::keep), clock, lock, new Aftermath());
    }

    /**
     * Opens a pipeline. It is at rest until {@link #attach} gives it a host.
     *
     * @param executor runs the effects; it may be shared with other pipelines
     * @param timers wakes the pipeline when time alone makes something happen; it may be shared
     */
    public static PipelineEngine open(
            Journal journal, History history, Clock clock, Executor executor, ScheduledExecutorService timers)
            throws IOException {
        return new PipelineEngine(journal, history, clock, executor, timers);
    }

    /** Begins the work: the effects that are still owed first, then whatever commands lead to. */
    public void attach(Host host) throws IOException {
        lock.lock();
        try {
            effects.attach(host, Effects.owed(state()));
            alarm.set(Effects.nextTick(state()));
        } finally {
            lock.unlock();
        }
        effects.wake();
    }

    /**
     * Lets listeners know from now on what happens, and what they were not told before. To be called before {@link #attach};
     * called again, it replaces the listeners. What is being delivered in that moment may come twice.
     *
     * @param folder where it is written down how far each of them is; it belongs to this pipeline alone
     * @param deliveries its threads wait for the listeners; it may be shared with other pipelines
     */
    public void listen(List<EventListener> listeners, Path folder, ScheduledExecutorService deliveries)
            throws IOException {
        commits.whileStill(() -> {
            outbox.close();
            outbox = Outbox.open(journal, state(), folder, listeners, deliveries);
        });
    }

    /** Waits until every listener has taken all that happened, or makes us wait, or the time is over. */
    public void awaitTold(Duration patience) {
        outbox.await(clock.instant().plus(patience), clock);
    }

    /** All that is so right now, but for executions that ended long ago: those are in the {@link #history}. */
    public PipelineState state() {
        return commits.state();
    }

    /**
     * Carries out a command.
     *
     * @return what happened and the state after it; both are on disk
     * @throws CommandRefusedException if the command is not possible now; nothing happened
     * @throws IOException if the journal cannot be written; nothing happened
     */
    public Decision.Accepted submit(Command command) throws CommandRefusedException, IOException {
        var decision = commits.commit(command);
        effects.wake();
        if (decision instanceof Decision.Refused refused) {
            throw new CommandRefusedException(refused.refusal());
        }
        return (Decision.Accepted) decision;
    }

    /** Says that an action succeeded. */
    public void succeeded(String actionExecution, ActionOutcome outcome) {
        report(new Command.ReportSuccess(actionExecution, outcome));
    }

    /** Says that an action failed. */
    public void failed(String actionExecution, ActionFailure failure) {
        report(new Command.ReportFailure(actionExecution, failure));
    }

    /** Says how far an action is. */
    public void progressed(String actionExecution, ActionProgress progress) {
        report(new Command.ReportProgress(actionExecution, progress));
    }

    /** Says what a rule found. */
    public void found(String ruleExecution, boolean holds, String summary) {
        report(new Command.ReportRule(ruleExecution, holds, summary));
    }

    /** Says that nobody performs an execution any more. It is stopped, unless it has ended. */
    public void abandoned(String execution, String reason) {
        report(new Command.Stop(execution, true, reason, Actor.ENGINE));
    }

    /** Says that an effect could not be performed. Effects that throw are reported by the engine itself. */
    public void failedToPerform(Effect effect, Throwable problem) {
        if (effect instanceof Effect.StartAction start) {
            failed(start.actionExecution(), new ActionFailure(ActionFailure.SYSTEM_UNAVAILABLE, message(problem)));
        } else if (effect instanceof Effect.CheckRule check) {
            found(check.actionExecution(), false, message(problem));
        }
    }

    /** What an Error is about stands in its name. */
    private static String message(Throwable problem) {
        return problem instanceof Error || problem.getMessage() == null ? problem.toString() : problem.getMessage();
    }

    /** Nobody says it twice. So what the journal does not take now is kept, and tried again. */
    private void report(Command command) {
        try {
            submit(command);
        } catch (CommandRefusedException e) {
            LOGGER.log(Level.FINE, e, () -> "It has ended meanwhile: " + command);
        } catch (IOException e) {
            if (commits.isClosed()) {
                throw new UncheckedIOException(e);
            }
            LOGGER.log(
                    Level.WARNING,
                    e,
                    () -> "The journal of " + state().name() + " did not take a report; it is tried again");
            var unused = timers.schedule(() -> again(command), AGAIN_SECONDS, TimeUnit.SECONDS);
            effects.tell(e);
            effects.wake();
        }
    }

    private void again(Command command) {
        try {
            report(command);
        } catch (RuntimeException | Error e) { // nobody else would hear of it
            LOGGER.log(Level.WARNING, e, () -> "The journal of " + state().name() + " does not take a report");
        }
    }

    /** The execution of that id, whether it still moves or ended long ago. */
    public Optional<Execution> execution(String id) throws IOException {
        var known = state().execution(id);
        return known.isPresent() ? known : history.find(id);
    }

    /**
     * Executions by falling number, those that move included.
     *
     * @param below only those with a smaller number; {@link Long#MAX_VALUE} to begin
     */
    public List<Execution> latest(long below, int count) throws IOException {
        var moving = state().executions().values();
        return Timeline.merge(moving, history.latest(below, count), below, count);
    }

    /** What follows when something is on disk. */
    private final class Aftermath implements Commits.Follower {
        @Override
        public void committed(Decision.Accepted decision, PipelineState after) {
            try {
                history.keep(Timeline.forgotten(decision.state(), after));
            } catch (IOException e) {
                LOGGER.log(
                        Level.WARNING,
                        "The history of " + after.name() + " could not be written. Nothing is lost; it is tried again",
                        e);
            }
            outbox.add(state(), decision.events());
            effects.add(decision.events(), decision.state());
        }

        /** The journal forgets only what the history has on disk, and the listeners have taken or have on disk. */
        @Override
        public void settled(PipelineState state) {
            alarm.set(Effects.nextTick(state));
            if (journal.length() >= SNAPSHOT_EVERY) {
                try {
                    history.flush();
                    outbox.keep(state.sequence());
                    journal.snapshot(state);
                } catch (IOException e) {
                    LOGGER.log(
                            Level.WARNING,
                            "The journal of " + state.name()
                                    + " could not be shortened. Nothing is lost; it is tried again",
                            e);
                }
            }
        }
    }

    private void tick() throws IOException {
        try {
            submit(new Command.Tick());
        } catch (CommandRefusedException e) {
            throw new IllegalStateException("time is never refused", e);
        }
    }

    /**
     * Ends the work like {@link #close}, if there is none: no execution moves, nothing is due by the clock, and host and listeners
     * have taken all that happened. Then only a command can make anything happen, after the next {@link #open}.
     *
     * @return whether it has ended
     */
    public boolean closeAtRest() throws IOException {
        lock.lock();
        try {
            if (!isAtRest()) {
                return false;
            }
            close();
            return true;
        } finally {
            lock.unlock();
        }
    }

    private boolean isAtRest() {
        var state = state();
        return commits.isStill()
                && state.executions().values().stream()
                        .noneMatch(one -> one.status().active())
                && Effects.nextTick(state).isEmpty()
                && effects.isIdle()
                && outbox.isDone();
    }

    /** Ends the work in good order. What is under way goes on after the next {@link #open}. */
    @Override
    public void close() throws IOException {
        if (commits.close()) {
            alarm.close();
            effects.close();
            outbox.close();
            journal.close();
            history.close();
        }
    }
}

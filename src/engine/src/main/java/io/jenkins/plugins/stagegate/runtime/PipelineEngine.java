package io.jenkins.plugins.stagegate.runtime;

import io.jenkins.plugins.stagegate.decision.ActionFailure;
import io.jenkins.plugins.stagegate.decision.ActionOutcome;
import io.jenkins.plugins.stagegate.decision.ActionProgress;
import io.jenkins.plugins.stagegate.decision.Command;
import io.jenkins.plugins.stagegate.decision.Decider;
import io.jenkins.plugins.stagegate.decision.Decision;
import io.jenkins.plugins.stagegate.decision.Effect;
import io.jenkins.plugins.stagegate.decision.Effects;
import io.jenkins.plugins.stagegate.decision.Execution;
import io.jenkins.plugins.stagegate.decision.PipelineState;
import io.jenkins.plugins.stagegate.decision.Retention;
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

/**
 * One pipeline at work.
 *
 * <p>Every command is decided on, written to the journal and flushed before anything is done about it. Commands of one
 * pipeline are carried out one after the other, in the thread that gives them; effects follow in the order of the events, on
 * the executor given at the beginning. All methods may be called by any thread.
 */
public final class PipelineEngine implements Closeable {
    private static final long SNAPSHOT_EVERY = 2000;

    private final Journal journal;
    private final History history;
    private final Clock clock;
    private final EffectQueue effects;
    private final Alarm alarm;
    private volatile PipelineState state;
    private volatile Outbox outbox = Outbox.none();
    private boolean closed;

    private PipelineEngine(
            Journal journal, History history, Clock clock, Executor executor, ScheduledExecutorService timers)
            throws IOException {
        this.journal = journal;
        this.history = history;
        this.clock = clock;
        this.effects = new EffectQueue(executor, this::failedToPerform);
        this.alarm = new Alarm(clock, timers, this::tick);
        this.state = journal.replay();
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
    public synchronized void attach(Host host) throws IOException {
        archive();
        effects.attach(host, Effects.owed(state));
        alarm.set(Effects.nextTick(state));
    }

    /**
     * Lets listeners know from now on what happens, and what they were not told before. To be called once, before {@link
     * #attach}.
     *
     * @param folder where it is written down how far each of them is; it belongs to this pipeline alone
     * @param deliveries its threads wait for the listeners; it may be shared with other pipelines
     */
    public synchronized void listen(List<EventListener> listeners, Path folder, ScheduledExecutorService deliveries)
            throws IOException {
        outbox = Outbox.open(journal, state, folder, listeners, deliveries);
    }

    /** Waits until every listener has taken all that happened, or makes us wait, or the time is over. */
    public void awaitTold(Duration patience) {
        outbox.await(clock.instant().plus(patience), clock);
    }

    /** All that is so right now, but for executions that ended long ago: those are in the {@link #history}. */
    public PipelineState state() {
        return state;
    }

    /**
     * Carries out a command.
     *
     * @return what happened and the state after it; both are on disk
     * @throws CommandRefusedException if the command is not possible now; nothing happened
     * @throws IOException if the journal cannot be written; nothing happened
     */
    public synchronized Decision.Accepted submit(Command command) throws CommandRefusedException, IOException {
        if (closed) {
            throw new IOException("The pipeline is closed.");
        }
        var decision = Decider.decide(state, command, clock.instant());
        if (decision instanceof Decision.Refused refused) {
            throw new CommandRefusedException(refused.refusal());
        }
        var accepted = (Decision.Accepted) decision;
        if (accepted.events().isEmpty()) {
            return accepted;
        }
        journal.append(accepted.events());
        outbox.add(state, accepted.events());
        state = accepted.state();
        effects.add(accepted.events(), state);
        alarm.set(Effects.nextTick(state));
        archive();
        return accepted;
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

    private void report(Command command) {
        try {
            submit(command);
        } catch (CommandRefusedException e) {
            throw new IllegalStateException("reports are never refused", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The execution of that id, whether it still moves or ended long ago. */
    public Optional<Execution> execution(String id) throws IOException {
        var known = state.execution(id);
        return known.isPresent() ? known : history.find(id);
    }

    /**
     * Executions by falling number, those that move included.
     *
     * @param below only those with a smaller number; {@link Long#MAX_VALUE} to begin
     */
    public List<Execution> latest(long below, int count) throws IOException {
        return Timeline.merge(state.executions().values(), history.latest(below, count), below, count);
    }

    /** Keeps in the history what has ended, and lets the state forget what nobody needs. */
    private void archive() throws IOException {
        var ended = Timeline.ended(state);
        if (!ended.isEmpty()) {
            history.keep(ended);
        }
        if (!Retention.forgettable(state).isEmpty()) {
            state = Retention.forget(state);
        }
        if (journal.length() >= SNAPSHOT_EVERY) {
            outbox.keep(state.sequence());
            journal.snapshot(state);
        }
    }

    private void tick() {
        report(new Command.Tick());
    }

    private void failedToPerform(Effect effect, RuntimeException e) {
        var message = Optional.ofNullable(e.getMessage()).orElse(e.toString());
        if (effect instanceof Effect.StartAction start) {
            failed(start.actionExecution(), new ActionFailure(ActionFailure.SYSTEM_UNAVAILABLE, message));
        } else if (effect instanceof Effect.CheckRule check) {
            found(check.actionExecution(), false, message);
        }
    }

    /** Ends the work in good order. What is under way goes on after the next {@link #open}. */
    @Override
    public synchronized void close() throws IOException {
        if (!closed) {
            closed = true;
            alarm.close();
            effects.close();
            outbox.close();
            journal.close();
            history.close();
        }
    }
}

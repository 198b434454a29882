package io.jenkins.plugins.stagegate.runtime;

import io.jenkins.plugins.stagegate.decision.Evolution;
import io.jenkins.plugins.stagegate.decision.PipelineState;
import io.jenkins.plugins.stagegate.decision.Recorded;
import io.jenkins.plugins.stagegate.event.LifecycleEvent;
import io.jenkins.plugins.stagegate.event.LifecycleEvents;
import io.jenkins.plugins.stagegate.journal.Journal;
import io.jenkins.plugins.stagegate.spi.EventListener;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Lets listeners know what happens to one pipeline. The journal is what is to be told; beside it stands how far each listener
 * is, and before the journal forgets, what a listener has not taken yet.
 */
final class Outbox {
    private static final Logger LOGGER = Logger.getLogger(Outbox.class.getName());
    /** So many events wait for a listener that takes none. */
    static final int MOST = 10_000;

    private final List<Delivery> deliveries;

    private Outbox(List<Delivery> deliveries) {
        this.deliveries = List.copyOf(deliveries);
    }

    static Outbox none() {
        return new Outbox(List.of());
    }

    /**
     * Finds out what each listener has not taken yet, and begins to deliver it.
     *
     * @param state that of the journal's end
     * @param folder where it is written down how far each listener is
     */
    static Outbox open(
            Journal journal,
            PipelineState state,
            Path folder,
            List<EventListener> listeners,
            ScheduledExecutorService executor)
            throws IOException {
        var deliveries = new ArrayList<Delivery>();
        for (EventListener listener : listeners) {
            requireName(listener.name());
            deliveries.add(
                    open(journal, state, new Ledger(folder.resolve(listener.name() + ".json")), listener, executor));
        }
        deliveries.forEach(Delivery::wake);
        return new Outbox(deliveries);
    }

    private static void requireName(String name) {
        if (!name.matches("[A-Za-z0-9_-][A-Za-z0-9_.-]{0,99}")) {
            throw new IllegalArgumentException(
                    "A listener's name has 1 to 100 letters, digits, '_', '-' and '.', and begins with no '.'. Found '"
                            + name + "'.");
        }
    }

    private static Delivery open(
            Journal journal,
            PipelineState state,
            Ledger ledger,
            EventListener listener,
            ScheduledExecutorService executor)
            throws IOException {
        var entry = read(ledger, state);
        var backlog = new Backlog(MOST);
        if (entry.taken().sequence() < state.sequence() || !entry.kept().isEmpty()) {
            var told = new ArrayList<LifecycleEvent>();
            long begin = journal.retell((before, recorded, after) -> told.addAll(
                    recorded.sequence() > entry.through() ? LifecycleEvents.of(before, recorded, after) : List.of()));
            backlog.add(entry.kept());
            if (begin >= entry.next()) {
                backlog.add(List.of(LifecycleEvent.missed(state.name(), state.updated(), entry.next(), begin)));
            }
            backlog.add(told.stream()
                    .filter(event -> Position.of(event).compareTo(entry.taken()) > 0)
                    .toList());
        }
        return new Delivery(state.name(), listener, ledger, executor, backlog, entry.taken(), entry.through());
    }

    /** A listener that is new begins with what happens next; one whose file is damaged, with all that the journal knows. */
    private static Ledger.Entry read(Ledger ledger, PipelineState state) throws IOException {
        try {
            var entry = ledger.read();
            if (entry.isPresent() && entry.get().taken().sequence() <= state.sequence()) {
                return entry.get();
            }
            if (entry.isPresent()) {
                LOGGER.log(
                        Level.WARNING,
                        "{0} is ahead of the journal, which was restored from a backup. It begins anew.",
                        ledger.file());
            }
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> ledger.file() + " cannot be read. Its listener gets events again.");
            return new Ledger.Entry(new Position(0, 0), 0, List.of());
        }
        var fresh = new Ledger.Entry(Position.behind(state.sequence()), state.sequence(), List.of());
        ledger.write(fresh);
        return fresh;
    }

    /** Takes what was decided on, when it is on disk. */
    void add(PipelineState before, List<Recorded> events) {
        if (deliveries.isEmpty()) {
            return;
        }
        var told = new ArrayList<LifecycleEvent>();
        var state = before;
        for (Recorded recorded : events) {
            var after = Evolution.evolve(state, recorded);
            told.addAll(LifecycleEvents.of(state, recorded, after));
            state = after;
        }
        deliveries.forEach(delivery -> delivery.add(told));
    }

    /** Puts aside what listeners have not taken, since the journal is about to forget all up to this event. */
    void keep(long sequence) throws IOException {
        for (Delivery delivery : deliveries) {
            delivery.keep(sequence);
        }
    }

    /** Waits until all is taken; for a listener that does not take what it is offered, nobody waits. */
    void await(Instant until, Clock clock) {
        for (Delivery delivery : deliveries) {
            delivery.await(until, clock);
        }
    }

    /** Whether every listener has taken all that there was. */
    boolean isDone() {
        return deliveries.stream().allMatch(Delivery::isDone);
    }

    void close() {
        deliveries.forEach(Delivery::close);
    }
}

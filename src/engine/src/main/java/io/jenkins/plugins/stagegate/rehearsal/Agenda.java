package io.jenkins.plugins.stagegate.rehearsal;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;

/** What is to be done when; what is due at the same time is done in the order in which it was put down. */
final class Agenda {
    /** Something to do. */
    private record Entry(Instant at, long order, Runnable deed) {}

    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(Comparator.comparing(Entry::at).thenComparingLong(Entry::order));
    private long order;

    void add(Instant at, Runnable deed) {
        entries.add(new Entry(at, order++, deed));
    }

    /** When the next thing is to be done, if any. */
    Optional<Instant> next() {
        return Optional.ofNullable(entries.peek()).map(Entry::at);
    }

    void perform() {
        entries.remove().deed().run();
    }
}

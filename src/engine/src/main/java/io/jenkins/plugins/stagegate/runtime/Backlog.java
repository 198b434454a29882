package io.jenkins.plugins.stagegate.runtime;

import io.jenkins.plugins.stagegate.event.LifecycleEvent;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

/** What a listener is still to be told, oldest first. When it is too much, the oldest is dropped, and that is told. */
final class Backlog {
    private final int most;
    private final Deque<LifecycleEvent> events = new ArrayDeque<>();

    Backlog(int most) {
        this.most = most;
    }

    void add(Collection<LifecycleEvent> more) {
        events.addAll(more);
        while (events.size() > most) {
            var first = events.removeFirst();
            var second = events.removeFirst();
            events.addFirst(LifecycleEvent.missed(first.pipeline(), second.time(), begin(first), second.sequence()));
        }
    }

    private static long begin(LifecycleEvent event) {
        return event.kind().equals(LifecycleEvent.MISSED)
                ? event.detail().path("first-sequence").asLong()
                : event.sequence();
    }

    LifecycleEvent first() {
        return events.peekFirst();
    }

    /** Takes it away, unless it was dropped meanwhile. */
    void taken(LifecycleEvent event) {
        if (event.equals(events.peekFirst())) {
            events.removeFirst();
        }
    }

    boolean isEmpty() {
        return events.isEmpty();
    }

    /** Those that the journal's events up to this one gave. */
    List<LifecycleEvent> through(long sequence) {
        return events.stream().takeWhile(event -> event.sequence() <= sequence).toList();
    }
}

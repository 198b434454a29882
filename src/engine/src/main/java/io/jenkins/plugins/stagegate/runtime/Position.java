package io.jenkins.plugins.stagegate.runtime;

import io.jenkins.plugins.stagegate.event.LifecycleEvent;
import java.util.Comparator;

/**
 * How far a listener is.
 *
 * @param sequence of the journal's event
 * @param index among what that event gave
 */
record Position(long sequence, int index) implements Comparable<Position> {
    private static final Comparator<Position> ORDER =
            Comparator.comparingLong(Position::sequence).thenComparingInt(Position::index);

    static Position of(LifecycleEvent event) {
        return new Position(event.sequence(), event.index());
    }

    /** Behind everything that this event of the journal gave. */
    static Position behind(long sequence) {
        return new Position(sequence, Integer.MAX_VALUE);
    }

    @Override
    public int compareTo(Position other) {
        return ORDER.compare(this, other);
    }
}

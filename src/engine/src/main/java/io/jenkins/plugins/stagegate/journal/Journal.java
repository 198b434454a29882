package io.jenkins.plugins.stagegate.journal;

import io.jenkins.plugins.stagegate.decision.Execution;
import io.jenkins.plugins.stagegate.decision.PipelineState;
import io.jenkins.plugins.stagegate.decision.Recorded;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** The events of one pipeline, durable. One writer; but for {@link #spell}, methods are called by one thread at a time. */
public interface Journal extends Closeable {
    /** The events of one decision as they will stand on disk. */
    final class Entry {
        private final int events;
        private final byte[] lines;

        Entry(int events, byte[] lines) {
            this.events = events;
            this.lines = lines;
        }

        int events() {
            return events;
        }

        void writeTo(ByteArrayOutputStream all) {
            all.writeBytes(lines);
        }
    }

    /** Takes what a replay leaves out of the state. */
    @FunctionalInterface
    interface Forgotten {
        /** Takes executions that have ended and to which nothing happens any more. */
        void accept(List<Execution> ended) throws IOException;
    }

    /**
     * The state as the journal tells it, without what it may forget.
     *
     * <p>It forgets on the way, so that time and memory depend on how much moved at once, not on how much there ever was.
     *
     * @throws IOException if the journal cannot be read or is damaged; the message says where and how to mend it
     */
    PipelineState replay(Forgotten forgotten) throws IOException;

    /**
     * Spells the events of one decision, and writes nothing yet.
     *
     * @throws IllegalArgumentException if they cannot be stored
     */
    Entry spell(List<Recorded> events);

    /**
     * Appends decisions and returns when all of them are on disk: one flush, however many they are. A crash leaves each
     * decision there whole or not at all, and none without those before it.
     *
     * @throws IOException if they could not be written; then none of them is in the journal
     */
    void append(List<Entry> decisions) throws IOException;

    /** Replaces everything so far by the state that it led to. */
    void snapshot(PipelineState state) throws IOException;

    /** Takes the events of a journal one by one. */
    @FunctionalInterface
    interface Reader {
        /** Takes one event, with the states before and after it. */
        void accept(PipelineState before, Recorded event, PipelineState after);
    }

    /**
     * Reads the events since the last snapshot once more, the oldest first.
     *
     * @return the sequence of the event before the first of them: nothing of it and of those before it is there any more
     */
    long retell(Reader reader) throws IOException;

    /** Events since the last snapshot: when it pays to take the next one. */
    long length();
}

package io.jenkins.plugins.stagegate.journal;

import io.jenkins.plugins.stagegate.decision.PipelineState;
import io.jenkins.plugins.stagegate.decision.Recorded;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** The events of one pipeline, durable. One writer; all methods are called by one thread at a time. */
public interface Journal extends Closeable {
    /**
     * The state as the journal tells it.
     *
     * @throws IOException if the journal cannot be read or is damaged; the message says where and how to mend it
     */
    PipelineState replay() throws IOException;

    /**
     * Appends events and flushes them to disk, all or none.
     *
     * @throws IOException if they could not be written; then none of them is in the journal
     */
    void append(List<Recorded> events) throws IOException;

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

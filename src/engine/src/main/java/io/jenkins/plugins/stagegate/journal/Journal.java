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

    /** Events since the last snapshot: when it pays to take the next one. */
    long length();
}

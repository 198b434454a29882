package io.jenkins.plugins.stagegate.journal;

import io.jenkins.plugins.stagegate.decision.Execution;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The executions that have ended, durable, and read from disk when somebody asks.
 *
 * <p>An execution that is retried after its end is written again when it ends again; the newer record counts.
 */
public interface History extends Closeable {
    /** Keeps executions that have ended. Keeping one again that has not changed since does no harm. */
    void keep(List<Execution> ended) throws IOException;

    /** The execution of that id, if it has ended and is kept. */
    Optional<Execution> find(String id) throws IOException;

    /**
     * Executions by falling number.
     *
     * @param below only those with a smaller number; {@link Long#MAX_VALUE} to begin
     */
    List<Execution> latest(long below, int count) throws IOException;

    /** How many are kept. */
    long size();
}

package io.jenkins.plugins.stagegate.journal;

import io.jenkins.plugins.stagegate.decision.Execution;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The executions that are over for good, read from disk when somebody asks. May be called by any thread. */
public interface History extends Closeable {
    /**
     * Keeps executions that have ended and to which nothing can happen any more. Keeping one again does no harm.
     *
     * <p>They can be found at once, but are on disk only after {@link #flush}: until then the journal has to know them.
     *
     * @throws IOException if they could not be written; they are found all the same, and written with the next ones
     */
    void keep(List<Execution> ended) throws IOException;

    /**
     * Returns when all that is kept is on disk. To be called before a journal forgets.
     *
     * @throws IOException if it could not be written; the journal must not forget then
     */
    void flush() throws IOException;

    /** The execution of that id, if it is kept. */
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

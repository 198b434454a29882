package io.jenkins.plugins.stagegate.journal;

import java.io.IOException;

/** Takes the records of a {@link RecordFile} one by one. */
@FunctionalInterface
public interface RecordConsumer {
    /**
     * Takes one record.
     *
     * @param offset where the record starts, in bytes; {@link RecordFile#read} finds it again
     * @param payload the text that was appended
     */
    void accept(long offset, String payload) throws IOException;
}

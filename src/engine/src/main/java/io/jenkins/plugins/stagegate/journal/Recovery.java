package io.jenkins.plugins.stagegate.journal;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What {@link RecordFile#open} found in the file.
 *
 * @param records intact records that were looked at, all of which are kept
 * @param end the offset behind the last of them, in bytes
 * @param tornTail what a crash in the middle of the last append had left behind them
 */
public record Recovery(long records, long end, Optional<TornTail> tornTail) {
    /**
     * The rest of an append that a crash interrupted before it was acknowledged.
     *
     * @param offset where the cut was made, in bytes
     * @param bytes how many were cut away
     * @param keptIn the file that holds the bytes cut away
     */
    public record TornTail(long offset, long bytes, Path keptIn) {
        @Override
        public String toString() {
            return "%d bytes of an append that was interrupted were cut away at byte %d and kept in %s"
                    .formatted(bytes, offset, keptIn);
        }
    }
}

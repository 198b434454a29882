package io.jenkins.plugins.stagegate.local.server;

import io.jenkins.plugins.stagegate.local.process.Secrets;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A part of a log without its secrets, in whole lines where that is possible, so that no character and no secret is cut in two.
 *
 * @param next where the following part begins, in bytes
 * @param complete whether the log went no further when it was read
 */
record LogPiece(String text, long next, boolean complete) {
    private static final int LARGEST = 256 * 1024;

    /** @param grows whether a line that has no end yet may get one: it is left for the next piece then */
    static LogPiece read(Path log, long start, boolean grows) throws IOException {
        if (!Files.isRegularFile(log)) {
            return new LogPiece("", start, true);
        }
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            long length = file.length();
            int count = (int) Math.max(0, Math.min(LARGEST, length - start));
            var bytes = new byte[count];
            file.seek(Math.min(start, length));
            file.readFully(bytes);
            int whole = grows || start + count < length ? wholeLines(bytes) : count;
            return new LogPiece(
                    Secrets.OURS.mask(new String(bytes, 0, whole, StandardCharsets.UTF_8)),
                    start + whole,
                    start + whole >= length);
        }
    }

    private static int wholeLines(byte[] bytes) {
        for (int end = bytes.length; end > 0; end--) {
            if (bytes[end - 1] == '\n') {
                return end;
            }
        }
        return bytes.length;
    }
}

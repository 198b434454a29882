package io.jenkins.plugins.stagegate.journal;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A first look at a record file, which tells the trace of a crash from damage.
 *
 * @param records intact records of appends that are whole
 * @param end the offset behind them; what follows is the rest of an interrupted append
 * @param length of the file in bytes
 */
record Scan(long records, long end, long length) {
    static Scan of(Path file) throws IOException {
        long length = Files.size(file);
        long records = 0;
        long end = 0;
        try (LineReader reader = LineReader.at(file, 0)) {
            for (long lines = 1; ; lines++) {
                Line line = reader.next();
                if (line instanceof Line.Intact intact && !intact.moreFollows()) {
                    records = lines;
                    end = intact.next();
                } else if (line instanceof Line.Damaged damaged) {
                    if (!isLastLine(file, damaged, length)) {
                        throw new JournalDamagedException(file, lines, damaged.offset(), damaged.problem());
                    }
                    return new Scan(records, end, length);
                } else if (line instanceof Line.None) {
                    return new Scan(records, end, length);
                }
            }
        }
    }

    /** Counts lines up to an offset; what is at the offset itself is the line after those. */
    static long lineAt(Path file, long offset) throws IOException {
        long line = 1;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            for (long at = 0; at < offset; at++) {
                if (in.read() == '\n') {
                    line++;
                }
            }
        }
        return line;
    }

    static boolean isLineStart(Path file, long offset) throws IOException {
        if (offset == 0) {
            return true;
        }
        try (InputStream in = Files.newInputStream(file)) {
            in.skipNBytes(offset - 1);
            return in.read() == '\n';
        }
    }

    /** Bytes of the interrupted append. */
    long tornBytes() {
        return length - end;
    }

    /**
     * A crash can tear the last line only. A record right behind the damaged one shows that its line feed alone is bad, so
     * that two lines look like one.
     */
    private static boolean isLastLine(Path file, Line.Damaged damaged, long length) throws IOException {
        if (damaged.declaredEnd().isPresent() && damaged.declaredEnd().getAsLong() < length) {
            try (LineReader behind = LineReader.at(file, damaged.declaredEnd().getAsLong())) {
                if (behind.next() instanceof Line.Intact) {
                    return false;
                }
            }
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            in.skipNBytes(damaged.offset());
            for (long at = damaged.offset(); at < length - 1; at++) {
                if (in.read() == '\n') {
                    return false;
                }
            }
        }
        return true;
    }
}

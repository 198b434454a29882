package io.jenkins.plugins.stagegate.journal;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A first look at a record file, which tells the trace of a crash from damage.
 *
 * @param records intact records of appends that are whole, without those that were trusted
 * @param end the offset behind them; what follows is the rest of an interrupted append
 * @param length of the file in bytes
 */
record Scan(long records, long end, long length) {
    /** @param trusted where to begin, if a record starts there; otherwise it begins at the beginning */
    static Scan of(Path file, long trusted) throws IOException {
        long length = Files.size(file);
        if (trusted > 0 && !startsRecord(file, trusted, length)) {
            return of(file, 0);
        }
        long records = 0;
        long end = trusted;
        try (LineReader reader = LineReader.at(file, trusted)) {
            for (long lines = 1; ; lines++) {
                Line line = reader.next();
                if (line instanceof Line.Intact intact && !intact.moreFollows()) {
                    records = lines;
                    end = intact.next();
                } else if (line instanceof Line.Damaged damaged) {
                    if (!isLastLine(file, damaged, length)) {
                        long at = damaged.offset();
                        throw new JournalDamagedException(file, lineAt(file, at), at, damaged.problem());
                    }
                    return new Scan(records, end, length);
                } else if (line instanceof Line.None) {
                    return new Scan(records, end, length);
                }
            }
        }
    }

    private static boolean startsRecord(Path file, long offset, long length) throws IOException {
        if (offset >= length || !isLineStart(file, offset)) {
            return false;
        }
        try (LineReader reader = LineReader.at(file, offset)) {
            return reader.next() instanceof Line.Intact;
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

package io.jenkins.plugins.stagegate.plugin.host;

import hudson.console.AnnotatedLargeText;
import hudson.console.PlainTextConsoleOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A piece of a log. One that was cut ends with a line, or, if there is none in it, between two characters. */
public final class LogPiece {
    private final long start;
    private final int limit;
    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    private boolean cut;

    LogPiece(long start, int limit) {
        this.start = start;
        this.limit = limit;
    }

    /** Takes what is in a log from an offset on, as far as there is room. */
    void take(AnnotatedLargeText<?> log, long from) throws IOException {
        try {
            log.writeRawLogTo(from, new Room());
        } catch (FullException e) {
            cut = true;
        }
    }

    /** Whether there is more of it already. */
    public boolean isCut() {
        return cut;
    }

    /** Where the next one begins. It counts the marks that Jenkins' console keeps in a log, too. */
    public long next() {
        return start + raw().length;
    }

    /** The text, without those marks. */
    public String text() throws IOException {
        var plain = new ByteArrayOutputStream();
        try (var out = new PlainTextConsoleOutputStream(plain)) {
            out.write(raw());
        }
        return plain.toString(StandardCharsets.UTF_8);
    }

    private byte[] raw() {
        var bytes = taken.toByteArray();
        return cut ? Arrays.copyOf(bytes, end(bytes)) : bytes;
    }

    private static int end(byte[] bytes) {
        for (int end = bytes.length; end > 0; end--) {
            if (bytes[end - 1] == '\n') {
                return end;
            }
        }
        int end = bytes.length;
        while (end > 1 && (bytes[end - 1] & 0xC0) == 0x80) {
            end--;
        }
        return end > 1 && (bytes[end - 1] & 0x80) != 0 ? end - 1 : end;
    }

    /** The piece has all that it may have. */
    private static final class FullException extends IOException {
        private static final long serialVersionUID = 1;
    }

    /** Reading ends as soon as there is no room any more. */
    private final class Room extends OutputStream {
        @Override
        public void write(int octet) throws IOException {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            int room = Math.min(length, limit - taken.size());
            taken.write(bytes, offset, room);
            if (room < length) {
                throw new FullException();
            }
        }
    }
}

package io.jenkins.plugins.stagegate.plugin.ui;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Keeps a part of what is written: what comes behind an offset, up to a limit. Ends between two characters. */
final class Excerpt extends OutputStream {
    private final long start;
    private final int limit;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private long written;

    Excerpt(long start, int limit) {
        this.start = start;
        this.limit = limit;
    }

    @Override
    public void write(int octet) {
        if (written >= start && kept.size() < limit) {
            kept.write(octet);
        }
        written++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        long skip = Math.min(length, Math.max(0, start - written));
        int room = Math.min(length - (int) skip, limit - kept.size());
        kept.write(bytes, offset + (int) skip, Math.max(0, room));
        written += length;
    }

    /** Whether more was written than is kept. */
    boolean cut() {
        return written > next();
    }

    /** The offset behind what is kept. */
    long next() {
        return start + bytes().length;
    }

    byte[] bytes() {
        var bytes = kept.toByteArray();
        int end = bytes.length;
        if (end == limit) {
            while (end > 0 && (bytes[end - 1] & 0xC0) == 0x80) {
                end--;
            }
            end = end > 0 && (bytes[end - 1] & 0x80) != 0 ? end - 1 : end;
        }
        return java.util.Arrays.copyOf(bytes, end);
    }

    String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }
}

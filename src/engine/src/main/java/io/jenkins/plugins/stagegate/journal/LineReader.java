package io.jenkins.plugins.stagegate.journal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a record file line by line; after a damaged line it can read no further. */
final class LineReader implements Closeable {
    private static final Pattern HEADER = Pattern.compile("(0|[1-9]\\d{0,8}) ([0-9a-f]{8})([ +])");
    private static final int DIGITS = 9;
    private static final int CHECKSUM_AND_MARK = 9;

    private final InputStream in;
    private long position;

    private LineReader(InputStream in, long position) {
        this.in = in;
        this.position = position;
    }

    static LineReader at(Path file, long offset) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file));
        try {
            in.skipNBytes(offset);
            return new LineReader(in, offset);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    Line next() throws IOException {
        long start = position;
        String header = header();
        if (header.isEmpty()) {
            return new Line.None();
        }
        Matcher matcher = HEADER.matcher(header);
        if (!matcher.matches()) {
            String problem = "expected '<bytes> <checksum> <text>', found '%s'".formatted(visible(header));
            return new Line.Damaged(start, OptionalLong.empty(), problem);
        }
        int length = Integer.parseInt(matcher.group(1));
        if (length > Line.MAX_BYTES) {
            String problem = "expected at most %d bytes of text, found %d".formatted(Line.MAX_BYTES, length);
            return new Line.Damaged(start, OptionalLong.empty(), problem);
        }
        return text(
                start,
                header.length(),
                length,
                matcher.group(2),
                matcher.group(3).charAt(0));
    }

    private Line text(long start, int header, int length, String expected, char mark) throws IOException {
        byte[] text = in.readNBytes(length);
        if (text.length < length) {
            String problem = "expected %d bytes of text, found %d and the end".formatted(length, text.length);
            return new Line.Damaged(start, OptionalLong.empty(), problem);
        }
        long next = start + header + length + 1;
        String found = Line.checksum(mark, ByteBuffer.wrap(text));
        if (!found.equals(expected)) {
            String problem = "expected a text with checksum %s, found one with %s".formatted(expected, found);
            return new Line.Damaged(start, OptionalLong.of(next), problem);
        }
        if (in.read() != '\n') {
            String problem = "expected a line feed after %d bytes of text, found none".formatted(length);
            return new Line.Damaged(start, OptionalLong.of(next), problem);
        }
        position = next;
        return new Line.Intact(start, next, new String(text, UTF_8), mark == Line.MORE);
    }

    private String header() throws IOException {
        StringBuilder header = new StringBuilder();
        int read = in.read();
        while (read >= 0 && read != ' ' && header.length() < DIGITS) {
            header.append((char) read);
            read = in.read();
        }
        if (read >= 0) {
            header.append((char) read).append(new String(in.readNBytes(CHECKSUM_AND_MARK), ISO_8859_1));
        }
        return header.toString();
    }

    private static String visible(String header) {
        return header.replaceAll("[^ -~]", "?");
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}

package io.jenkins.plugins.stagegate.plugin.host;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Which build made the latest attempt at an execution: a line each in a file, so that no build record is read to know it.
 *
 * <p>May be used by any thread.
 */
final class BuildIndex {
    private static final Pattern ENTRY = Pattern.compile("(\\S+) (\\d{1,9}) \\.");

    private final Path file;
    private final Map<String, Integer> latest = new ConcurrentHashMap<>();

    private BuildIndex(Path file) {
        this.file = file;
    }

    static BuildIndex open(Path file) throws IOException {
        var index = new BuildIndex(file);
        if (Files.exists(file)) {
            var text = Files.readString(file, StandardCharsets.ISO_8859_1);
            int whole = text.lastIndexOf('\n') + 1;
            text.substring(0, whole).lines().forEach(index::read);
            if (whole < text.length()) {
                index.cut(whole);
            }
        }
        return index;
    }

    private void read(String line) {
        var entry = ENTRY.matcher(line);
        if (entry.matches()) {
            latest.put(entry.group(1), Integer.parseInt(entry.group(2)));
        }
    }

    /** Takes away a line that was not written to its end: the next one would continue it. */
    private void cut(long length) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(length);
            channel.force(true);
        }
    }

    /** When this returns, it is on disk. */
    synchronized void add(String execution, int build) throws IOException {
        if (latest.getOrDefault(execution, 0) >= build) {
            return;
        }
        var line = ByteBuffer.wrap((execution + " " + build + " .\n").getBytes(StandardCharsets.ISO_8859_1));
        long before = Files.exists(file) ? Files.size(file) : 0;
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            while (line.hasRemaining()) {
                channel.write(line);
            }
            channel.force(true);
        } catch (IOException e) {
            undo(before, e);
            throw e;
        }
        latest.put(execution, build);
    }

    private void undo(long before, IOException failure) {
        try {
            cut(before);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    /** The number of the build, if the execution ever had one. */
    OptionalInt build(String execution) {
        var number = latest.get(execution);
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }
}

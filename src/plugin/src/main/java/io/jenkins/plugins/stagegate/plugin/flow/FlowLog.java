package io.jenkins.plugins.stagegate.plugin.flow;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.zip.CRC32;

/**
 * What of a run is on disk: values by their names, in one file that only grows. The newest value of a name counts.
 *
 * <p>Values are added in batches. A batch has its length and checksum before it, so that a crash leaves it there whole or not
 * at all. A file for each flow node, written anew at each change, is what Pipeline does otherwise; it costs several times
 * more. May be used from any thread.
 */
final class FlowLog {
    private static final int HEADER = Integer.BYTES + Long.BYTES;

    private final Location location;
    /** Whether a batch must be on the disk, not only with the operating system, when it counts as written. */
    private final boolean flushed;

    /** Where the newest values stand; nothing before somebody asks: most builds are never looked at again. */
    private @CheckForNull Map<String, Place> places;

    private long end;

    /** Where a value stands. */
    private record Place(long offset, int length) {}

    /** Where the file is now: builds move with their jobs. */
    @FunctionalInterface
    interface Location {
        Path file() throws IOException;
    }

    FlowLog(Location location, boolean flushed) {
        this.location = location;
        this.flushed = flushed;
    }

    /** The names that have a value, in the order in which they came to be. */
    synchronized List<String> names(Predicate<String> which) throws IOException {
        return places().keySet().stream().filter(which).toList();
    }

    /** The value of a name, if it has one. */
    synchronized @CheckForNull byte[] read(String name) throws IOException {
        var place = places().get(name);
        if (place == null) {
            return null;
        }
        try (var reading = new RandomAccessFile(location.file().toFile(), "r")) {
            return read(reading, place);
        }
    }

    /** Adds values, all or none. When this returns they are there. */
    synchronized void append(Map<String, byte[]> values) throws IOException {
        if (values.isEmpty()) {
            return;
        }
        var known = places();
        var added = new LinkedHashMap<String, Place>();
        byte[] batch = batch(values, end, added);
        var file = location.file();
        if (end > 0 && !Files.exists(file)) {
            throw new NoSuchFileException(file.toString());
        }
        write(file, end, batch); // over what a failed attempt left
        end += batch.length;
        known.putAll(added);
    }

    /** Forgets all values but those with such names, and all old ones. A crash leaves the file as it was or as it is then. */
    synchronized void retain(Predicate<String> which) throws IOException {
        var kept = new LinkedHashMap<String, byte[]>();
        try (var reading = new RandomAccessFile(location.file().toFile(), "r")) {
            for (String name : names(which)) {
                kept.put(name, read(reading, places().get(name)));
            }
        }
        var added = new LinkedHashMap<String, Place>();
        byte[] batch = batch(kept, 0, added);
        var file = location.file();
        var next = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(next);
        write(next, 0, batch);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        end = batch.length;
        places = added;
    }

    private void write(Path file, long at, byte[] batch) throws IOException {
        try (var writing = new RandomAccessFile(file.toFile(), "rw")) {
            writing.seek(at);
            writing.write(batch);
            if (flushed) {
                writing.getFD().sync();
            }
        }
    }

    private static byte[] read(RandomAccessFile reading, Place place) throws IOException {
        var value = new byte[place.length()];
        reading.seek(place.offset());
        reading.readFully(value);
        return value;
    }

    private static byte[] batch(Map<String, byte[]> values, long at, Map<String, Place> places) throws IOException {
        var content = new ByteArrayOutputStream();
        var out = new DataOutputStream(content);
        for (var value : values.entrySet()) {
            out.writeUTF(value.getKey());
            out.writeInt(value.getValue().length);
            places.put(value.getKey(), new Place(at + HEADER + out.size(), value.getValue().length));
            out.write(value.getValue());
        }
        byte[] bytes = content.toByteArray();
        var batch = new ByteArrayOutputStream(HEADER + bytes.length);
        var framed = new DataOutputStream(batch);
        framed.writeInt(bytes.length);
        framed.writeLong(checksum(bytes));
        framed.write(bytes);
        return batch.toByteArray();
    }

    private Map<String, Place> places() throws IOException {
        var known = places;
        if (known == null) {
            known = new LinkedHashMap<>();
            var file = location.file();
            end = Files.exists(file) ? scan(file, known) : 0;
            places = known;
        }
        return known;
    }

    /** Looks for values up to the first batch that is not whole, and returns where that is. */
    private static long scan(Path file, Map<String, Place> found) throws IOException {
        long at = 0;
        long size = Files.size(file);
        try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            while (at + HEADER <= size) {
                int length = in.readInt();
                long checksum = in.readLong();
                if (length < 0 || length > size - at - HEADER) {
                    break;
                }
                byte[] bytes = in.readNBytes(length);
                if (checksum(bytes) != checksum) {
                    break;
                }
                index(bytes, at + HEADER, found);
                at += HEADER + length;
            }
        }
        return at;
    }

    private static void index(byte[] bytes, long at, Map<String, Place> found) throws IOException {
        var in = new DataInputStream(new ByteArrayInputStream(bytes));
        while (in.available() > 0) {
            String name = in.readUTF();
            int length = in.readInt();
            found.put(name, new Place(at + bytes.length - in.available(), length));
            in.skipNBytes(length);
        }
    }

    private static long checksum(byte[] bytes) {
        var checksum = new CRC32();
        checksum.update(bytes);
        return checksum.getValue();
    }
}

package io.jenkins.plugins.stagegate.journal;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * An append-only file of text records, one a line, each with its length and checksum.
 *
 * <p>What {@link #append} has acknowledged by returning is on the disk. A crash leaves each append there whole or not at
 * all. One writer at a time has the file open; reading and writing may happen in different threads, and a thread that is
 * interrupted while it appends does no harm.
 *
 * <p>Beside the file stand {@code <file>.lock}, for a short time {@code <file>.new}, and {@code <file>.torn-<offset>} for
 * each interrupted append that was cut away.
 */
public final class RecordFile implements Closeable {
    private final Path file;
    private final Disk disk;
    private final SoleWriter writer;
    private final Recovery recovery;
    private final Successor successor;
    private Disk.Handle handle;
    private volatile long end;
    private boolean closed;

    /** Why nothing more is written, once that is so. */
    private Optional<IOException> refusal = Optional.empty();

    private RecordFile(Path file, Disk disk, SoleWriter writer, long trusted) throws IOException {
        this.file = file;
        this.disk = disk;
        this.writer = writer;
        successor = new Successor(file, disk);
        successor.discard();
        handle = disk.open(file);
        try {
            recovery = new TailCut(file, disk).recover(handle, trusted);
            disk.flushFolder(file.getParent());
        } catch (IOException | RuntimeException e) {
            handle.close();
            throw e;
        }
        end = recovery.end();
    }

    /**
     * Opens a file for reading and appending, and creates it if there is none; its folder has to exist.
     *
     * <p>The file is read once, without keeping it in memory. What a crash left of the last append is cut away; {@link
     * #recovery} tells.
     *
     * @throws JournalLockedException if somebody else has it open
     * @throws JournalDamagedException if it is damaged elsewhere than in its last line; it is left as it is then
     */
    public static RecordFile open(Path file) throws IOException {
        return open(file, new LocalDisk());
    }

    static RecordFile open(Path file, Disk disk) throws IOException {
        return open(file, disk, 0);
    }

    /**
     * Opens a file without reading what is known to be whole.
     *
     * @param trusted where a record starts before which nothing needs to be looked at now; damage there is found when it is
     *     read. If no record starts there, all is looked at.
     */
    static RecordFile open(Path file, Disk disk, long trusted) throws IOException {
        Path real = Files.exists(file)
                ? file.toRealPath()
                : file.toAbsolutePath().getParent().toRealPath().resolve(file.getFileName());
        SoleWriter writer = SoleWriter.of(real);
        try {
            return new RecordFile(real, disk, writer, trusted);
        } catch (IOException | RuntimeException e) {
            writer.close();
            throw e;
        }
    }

    /** What was found when the file was opened. */
    public Recovery recovery() {
        return recovery;
    }

    /** The offset behind the last record, in bytes: where the next one will start. */
    public long end() {
        return end;
    }

    /**
     * Stores records, all of them or none, and returns when they are on the disk.
     *
     * @param payloads texts of one line and at most 64 MiB each
     * @return the offset of the first of them; {@link #end} if there is none
     * @throws JournalWriteException if they could not be stored; none of them is there then, unless even that could not be
     *     achieved: then the message says so, and the file takes no more records until it is opened anew
     * @throws IllegalArgumentException if a text has a line break, an unpaired surrogate or too many bytes
     */
    public long append(List<String> payloads) throws IOException {
        return append(encode(payloads));
    }

    /** Stores the lines that {@link #encode} made, of one append or of several, with one flush for all of them. */
    synchronized long append(byte[] lines) throws IOException {
        requireWritable();
        long first = end;
        if (lines.length == 0) {
            return first;
        }
        try {
            handle.write(first, lines);
            handle.flush();
        } catch (IOException e) {
            undo(first, e);
            throw JournalWriteException.undone(file, e);
        }
        end = first + lines.length;
        return first;
    }

    /**
     * Streams the records that are stored now, beginning with the one at an offset.
     *
     * @param fromOffset 0, or the offset of a record, or {@link #end}
     * @throws IllegalArgumentException if no record starts there
     * @throws JournalDamagedException if a record has been damaged since the file was opened
     */
    public void forEach(long fromOffset, RecordConsumer consumer) throws IOException {
        LineReader reader;
        long stop;
        synchronized (this) {
            stop = end;
            requireWithin(fromOffset, stop);
            reader = LineReader.at(file, fromOffset);
        }
        try (reader) {
            for (long at = fromOffset; at < stop; ) {
                Line.Intact record = intact(reader.next(), at);
                consumer.accept(at, record.payload());
                at = record.next();
            }
        }
    }

    /**
     * Reads the record at an offset that {@link #append} or {@link #forEach} named.
     *
     * @throws IllegalArgumentException if no record starts there
     * @throws JournalDamagedException if the record has been damaged since the file was opened
     */
    public String read(long offset) throws IOException {
        LineReader reader;
        synchronized (this) {
            requireWithin(offset, end - 1);
            reader = LineReader.at(file, offset);
        }
        try (reader) {
            return intact(reader.next(), offset).payload();
        }
    }

    /**
     * Puts other records in the place of all that are there. A crash at any moment leaves the old ones or the new ones.
     * Offsets known from before mean nothing any more; who is reading goes on with the old records.
     *
     * @throws JournalWriteException if that fails; the old records are still there then, unless the message says that the
     *     file takes no more records
     */
    public synchronized void rewrite(Iterable<String> payloads) throws IOException {
        requireWritable();
        long length;
        try {
            length = successor.write(payloads);
        } catch (IOException e) {
            throw JournalWriteException.undone(file, e);
        }
        try {
            replace(length);
        } catch (JournalWriteException e) {
            throw e;
        } catch (IOException e) {
            refusal = Optional.of(e);
            throw JournalWriteException.refused(file, e);
        }
    }

    /** Frees the file for another writer. */
    @Override
    public synchronized void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try {
            handle.close();
        } finally {
            writer.close();
        }
    }

    /** Spells the records of one append; a crash leaves them all there, or none. */
    static byte[] encode(List<String> payloads) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (int i = 0; i < payloads.size(); i++) {
            lines.writeBytes(Line.encode(payloads.get(i), i < payloads.size() - 1));
        }
        return lines.toByteArray();
    }

    /** The flush belongs to it: otherwise a crash could bring back what is reported as not stored. */
    private void undo(long length, IOException cause) throws JournalWriteException {
        try {
            handle.truncate(length);
            handle.flush();
        } catch (IOException e) {
            cause.addSuppressed(e);
            refusal = Optional.of(cause);
            throw JournalWriteException.refused(file, cause);
        }
    }

    /** The old file is closed first, since Windows replaces no file that is open. */
    private void replace(long length) throws IOException {
        handle.close();
        try {
            successor.takeOver();
        } catch (IOException e) {
            successor.discard();
            handle = disk.open(file);
            throw JournalWriteException.undone(file, e);
        }
        end = length;
        handle = disk.open(file);
        disk.flushFolder(file.getParent());
    }

    private void requireWritable() throws JournalWriteException {
        if (closed) {
            throw JournalWriteException.closed(file);
        }
        if (refusal.isPresent()) {
            throw JournalWriteException.refused(file, refusal.get());
        }
    }

    private static void requireWithin(long offset, long last) {
        if (offset < 0 || offset > last) {
            throw new IllegalArgumentException("Expected an offset from 0 to %d, found %d".formatted(last, offset));
        }
    }

    private Line.Intact intact(Line line, long offset) throws IOException {
        if (line instanceof Line.Intact intact) {
            return intact;
        }
        if (!Scan.isLineStart(file, offset)) {
            throw new IllegalArgumentException("No record of %s starts at byte %d".formatted(file, offset));
        }
        String problem = line instanceof Line.Damaged damaged ? damaged.problem() : "expected a record, found the end";
        throw new JournalDamagedException(file, Scan.lineAt(file, offset), offset, problem);
    }
}

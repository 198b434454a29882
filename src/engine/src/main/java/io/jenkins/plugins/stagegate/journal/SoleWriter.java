package io.jenkins.plugins.stagegate.journal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The right to write to a file, which one writer has at a time, among all processes of the machine.
 *
 * <p>The lock is on a file beside it, since the file itself is replaced by {@link RecordFile#rewrite}. That file is never
 * deleted: a lock on a deleted file would keep nobody out.
 */
final class SoleWriter implements Closeable {
    /** Locked is a byte far behind the process id, so that the id stays readable where locks are mandatory. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    /** Asked first within this process: opening and closing the lock file again would free a POSIX lock on it. */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path lockFile;
    private final RandomAccessFile channel;

    private SoleWriter(Path lockFile, RandomAccessFile channel) {
        this.lockFile = lockFile;
        this.channel = channel;
    }

    /** Takes the right to write to a file, named by its real path, or throws {@link JournalLockedException} at once. */
    static SoleWriter of(Path file) throws IOException {
        Path lockFile = file.resolveSibling(file.getFileName() + ".lock");
        if (!HELD_HERE.add(lockFile)) {
            throw new JournalLockedException(file, "this process");
        }
        try {
            return new SoleWriter(lockFile, lock(file, lockFile));
        } catch (IOException | RuntimeException e) {
            HELD_HERE.remove(lockFile);
            throw e;
        }
    }

    private static RandomAccessFile lock(Path file, Path lockFile) throws IOException {
        RandomAccessFile opened = new RandomAccessFile(lockFile.toFile(), "rw");
        try {
            FileLock lock = opened.getChannel().tryLock(LOCKED_BYTE, 1, false);
            if (lock == null) {
                throw new JournalLockedException(file, holder(lockFile));
            }
            leaveProcessId(opened);
            return opened;
        } catch (IOException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    /** A courtesy to who comes next; a full disk must not keep anybody from opening a journal. */
    private static void leaveProcessId(RandomAccessFile opened) {
        try {
            opened.setLength(0);
            opened.write(Long.toString(ProcessHandle.current().pid()).getBytes(US_ASCII));
        } catch (IOException e) {
            // The lock holds without it: others are told of "another process".
        }
    }

    private static String holder(Path lockFile) throws IOException {
        String id = Files.readString(lockFile, US_ASCII);
        return id.matches("\\d+") ? "process " + id : "another process";
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            HELD_HERE.remove(lockFile);
        }
    }
}

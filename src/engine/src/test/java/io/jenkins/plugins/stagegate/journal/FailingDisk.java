package io.jenkins.plugins.stagegate.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A disk that fills up after some bytes, whose other operations can fail, or that dies for good as in a crash. It flushes
 * nothing: no test cuts the power.
 */
final class FailingDisk implements Disk {
    private final Disk real = new LocalDisk();
    private long free = Long.MAX_VALUE;
    private long operationsToLive = Long.MAX_VALUE;
    private int operations;
    private int flushes;
    private boolean flushFails;
    private boolean truncateFails;
    private boolean replaceFails;
    private boolean dead;

    /** Lets so many more bytes be written; a write that does not fit is written as far as it fits. */
    void fillAfter(long bytes) {
        free = bytes;
    }

    void failFlush(boolean fails) {
        flushFails = fails;
    }

    void failTruncate(boolean fails) {
        truncateFails = fails;
    }

    void failReplace(boolean fails) {
        replaceFails = fails;
    }

    /** Lets so many more operations succeed; a write that dies does half of its work, and nothing works after it. */
    void dieAfter(long operations) {
        operationsToLive = operations;
    }

    /** How many operations there were so far. */
    int operations() {
        return operations;
    }

    /** How often the content of a file was flushed. */
    int flushes() {
        return flushes;
    }

    boolean isDead() {
        return dead;
    }

    @Override
    public Handle open(Path file) throws IOException {
        operate(false);
        return new FailingHandle(real.open(file));
    }

    @Override
    public void replace(Path from, Path to) throws IOException {
        operate(replaceFails);
        real.replace(from, to);
    }

    @Override
    public void flushFolder(Path folder) throws IOException {
        operate(false);
    }

    private void operate(boolean fails) throws IOException {
        dead |= operationsToLive <= 0;
        operationsToLive--;
        operations++;
        if (dead) {
            throw new IOException("The disk is gone");
        }
        if (fails) {
            throw new IOException("Input/output error");
        }
    }

    private final class FailingHandle implements Handle {
        private final Handle handle;

        FailingHandle(Handle handle) {
            this.handle = handle;
        }

        @Override
        public void write(long position, byte[] bytes) throws IOException {
            boolean alive = !dead;
            try {
                operate(false);
            } catch (IOException e) {
                if (alive) {
                    handle.write(position, Arrays.copyOf(bytes, bytes.length / 2));
                }
                throw e;
            }
            if (bytes.length > free) {
                handle.write(position, Arrays.copyOf(bytes, (int) free));
                throw new IOException("No space left on device");
            }
            free -= bytes.length;
            handle.write(position, bytes);
        }

        @Override
        public void truncate(long length) throws IOException {
            operate(truncateFails);
            handle.truncate(length);
        }

        @Override
        public void flush() throws IOException {
            operate(flushFails);
            flushes++;
        }

        @Override
        public void close() throws IOException {
            handle.close();
        }
    }
}

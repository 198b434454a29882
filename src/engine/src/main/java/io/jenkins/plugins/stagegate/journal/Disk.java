package io.jenkins.plugins.stagegate.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** The part of a disk that a record file writes to; a port, so that a test can let it fill up and fail. */
interface Disk {
    /** Opens a file for writing, and creates an empty one if there is none. Its folder has to exist. */
    Handle open(Path file) throws IOException;

    /** Puts a file in the place of another, so that at any moment either the one or the other is there, whole. */
    void replace(Path from, Path to) throws IOException;

    /** Returns when the names in a folder are on the disk. */
    void flushFolder(Path folder) throws IOException;

    /** A file that is open for writing. */
    interface Handle extends Closeable {
        /** Writes all the bytes; when it fails, some of them may have been written. */
        void write(long position, byte[] bytes) throws IOException;

        void truncate(long length) throws IOException;

        /** Returns when content and length of the file are on the disk. */
        void flush() throws IOException;
    }
}

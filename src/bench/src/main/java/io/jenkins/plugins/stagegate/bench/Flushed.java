package io.jenkins.plugins.stagegate.bench;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/** A file to which bytes are appended and flushed, and nothing else: what the disk can do. */
record Flushed(RandomAccessFile file) implements Closeable {
    static Flushed open(Path folder) throws IOException {
        return new Flushed(new RandomAccessFile(folder.resolve("bytes").toFile(), "rw"));
    }

    void append(byte[] bytes) throws IOException {
        file.write(bytes);
        file.getFD().sync();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}

package io.jenkins.plugins.stagegate.journal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file that is written beside a record file in order to take its place. */
record Successor(Path file, Disk disk) {
    private static final int CHUNK = 1 << 16;

    /** Writes all the records to the disk, or leaves nothing; returns the length in bytes. */
    long write(Iterable<String> payloads) throws IOException {
        discard();
        try (Disk.Handle to = disk.open(path())) {
            long at = 0;
            ByteArrayOutputStream lines = new ByteArrayOutputStream();
            for (String payload : payloads) {
                lines.writeBytes(Line.encode(payload, false));
                if (lines.size() >= CHUNK) {
                    to.write(at, lines.toByteArray());
                    at += lines.size();
                    lines.reset();
                }
            }
            to.write(at, lines.toByteArray());
            to.flush();
            return at + lines.size();
        } catch (IOException | RuntimeException e) {
            discard();
            throw e;
        }
    }

    void takeOver() throws IOException {
        disk.replace(path(), file);
    }

    void discard() throws IOException {
        Files.deleteIfExists(path());
    }

    private Path path() {
        return file.resolveSibling(file.getFileName() + ".new");
    }
}

package io.jenkins.plugins.stagegate.bench;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** A folder on the disk of the project, not in a temporary one that may be memory. It is deleted in the end. */
record Scratch(Path folder) implements Closeable {
    static Scratch make() throws IOException {
        var parent = Files.createDirectories(Path.of("target").toAbsolutePath());
        return new Scratch(Files.createTempDirectory(parent, "bench-"));
    }

    /** A new folder in it. */
    Path fresh() throws IOException {
        return Files.createTempDirectory(folder, "run-");
    }

    @Override
    public void close() throws IOException {
        try (var all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(Scratch::delete);
        }
    }

    private static void delete(Path path) {
        try {
            Files.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

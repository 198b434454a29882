package io.jenkins.plugins.stagegate.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** Durable commands through the engine, and the same bytes appended and flushed to the same disk without it. */
final class Submits {
    private static final int RELEASES = 50;

    /** Few enough that the journal still has every byte that was appended: no snapshot has replaced it. */
    private static final int RELEASES_TO_WEIGH = 20;

    private static final int ROUNDS = 11;
    private static final int PIPELINES = 8;

    private Submits() {}

    static void measure() throws Exception {
        try (var scratch = Scratch.make()) {
            int bytes = bytesOfCommand(scratch.fresh());
            System.out.printf("%d bytes are appended for a command, on the average%n", bytes);
            compare(scratch, bytes, 1);
            compare(scratch, bytes, PIPELINES);
        }
    }

    private static void compare(Scratch scratch, int bytes, int writers) throws Exception {
        System.out.println();
        new SideBySide("microseconds per command, " + writers + " at once")
                .add("the disk: append and flush", () -> each(writers, () -> append(scratch.fresh(), bytes)))
                .add("the engine", () -> each(writers, () -> release(scratch.fresh(), RELEASES)))
                .run(ROUNDS);
    }

    /** Microseconds of a command when that many threads do this, each in a place of its own. */
    private static double each(int writers, Callable<Long> work) throws Exception {
        var threads = Executors.newFixedThreadPool(writers);
        try {
            long nanos = 0;
            for (var done : threads.invokeAll(
                    IntStream.range(0, writers).mapToObj(i -> work).toList())) {
                nanos = Math.max(nanos, done.get());
            }
            return nanos / 1e3 / (writers * RELEASES * Release.COMMANDS);
        } finally {
            threads.shutdown();
        }
    }

    private static long append(Path folder, int bytes) throws IOException {
        try (var file = Flushed.open(folder)) {
            var line = new byte[bytes];
            long began = System.nanoTime();
            for (int i = 0; i < RELEASES * Release.COMMANDS; i++) {
                file.append(line);
            }
            return System.nanoTime() - began;
        }
    }

    private static long release(Path folder, int releases) throws Exception {
        try (var pipeline = Durable.open(folder)) {
            long began = System.nanoTime();
            for (int i = 0; i < releases; i++) {
                Release.pass(pipeline, "execution-" + i);
            }
            return System.nanoTime() - began;
        }
    }

    private static int bytesOfCommand(Path folder) throws Exception {
        release(folder, RELEASES_TO_WEIGH);
        long bytes = 0;
        for (String file : List.of("journal", "history")) {
            bytes += Files.size(folder.resolve(file));
        }
        return Math.toIntExact(bytes / (RELEASES_TO_WEIGH * Release.COMMANDS));
    }
}

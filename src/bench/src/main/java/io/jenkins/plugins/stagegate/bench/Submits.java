package io.jenkins.plugins.stagegate.bench;

import io.jenkins.plugins.stagegate.model.ExecutionMode;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/** Durable commands through the engine, and the same bytes appended and flushed to the same disk without it. */
final class Submits {
    /** Few enough that the journal still has every byte that was appended: no snapshot has replaced it. */
    private static final int RELEASES_TO_WEIGH = 20;

    private static final int ROUNDS = 7;
    private static final int CLIENTS = 32;
    private static final int PIPELINES = 1000;

    private Submits() {}

    static void measure() throws Exception {
        try (var scratch = Scratch.make()) {
            var line = new byte[bytesOfCommand(scratch.fresh())];
            System.out.printf("%d bytes are appended for a command, on the average%n", line.length);
            compare(scratch, line, 1, 1, 100);
            compare(scratch, line, 1, CLIENTS, 1000);
            compare(scratch, line, PIPELINES, CLIENTS, 1000);
        }
    }

    /** @param releases how many executions all clients together carry through in a round */
    private static void compare(Scratch scratch, byte[] line, int pipelines, int clients, int releases)
            throws Exception {
        System.out.println();
        try (var files = files(scratch, pipelines);
                var engines = engines(scratch, pipelines, clients)) {
            new SideBySide("us a command: %d pipelines, %d clients".formatted(pipelines, clients))
                    .add("the disk: append and flush", () -> each(releases, clients, i -> append(files.of(i), line)))
                    .add(
                            "the engine",
                            () -> each(releases, clients, i -> {
                                Release.pass(engines.of(i), UUID.randomUUID().toString());
                            }))
                    .run(ROUNDS);
        }
    }

    /** Does something for the pipeline of that number. */
    private interface Work {
        void carry(int release) throws Exception;
    }

    /** Microseconds for a command when that many clients share the releases. */
    private static double each(int releases, int clients, Work work) throws Exception {
        var threads = Executors.newFixedThreadPool(clients);
        try {
            var all = new ArrayList<Callable<Void>>();
            for (int client = 0; client < clients; client++) {
                int first = client;
                all.add(() -> {
                    for (int i = first; i < releases; i += clients) {
                        work.carry(i);
                    }
                    return null;
                });
            }
            long began = System.nanoTime();
            for (var done : threads.invokeAll(all)) {
                done.get();
            }
            return (System.nanoTime() - began) / 1e3 / (releases * Release.COMMANDS);
        } finally {
            threads.shutdown();
        }
    }

    private static void append(Flushed file, byte[] line) throws IOException {
        synchronized (file) {
            for (int i = 0; i < Release.COMMANDS; i++) {
                file.append(line);
            }
        }
    }

    /** Several of a kind, taken in turns. */
    private record Several<T extends Closeable>(List<T> all) implements Closeable {
        T of(int number) {
            return all.get(number % all.size());
        }

        @Override
        public void close() throws IOException {
            for (T one : all) {
                one.close();
            }
        }
    }

    private static Several<Flushed> files(Scratch scratch, int count) throws IOException {
        var all = new ArrayList<Flushed>();
        for (int i = 0; i < count; i++) {
            all.add(Flushed.open(scratch.fresh()));
        }
        return new Several<>(all);
    }

    /** Clients that share a pipeline must not wait for each other's executions. */
    private static Several<Durable> engines(Scratch scratch, int count, int clients) throws Exception {
        var mode = clients > count ? ExecutionMode.PARALLEL : ExecutionMode.SUPERSEDED;
        var all = new ArrayList<Durable>();
        for (int i = 0; i < count; i++) {
            all.add(Durable.open(scratch.fresh(), mode, Clock.systemUTC()));
        }
        return new Several<>(all);
    }

    private static int bytesOfCommand(Path folder) throws Exception {
        try (var pipeline = Durable.open(folder)) {
            for (int i = 0; i < RELEASES_TO_WEIGH; i++) {
                Release.pass(pipeline, "execution-" + i);
            }
        }
        long bytes = 0;
        for (String file : List.of("journal", "history")) {
            bytes += Files.size(folder.resolve(file));
        }
        return Math.toIntExact(bytes / (RELEASES_TO_WEIGH * Release.COMMANDS));
    }
}

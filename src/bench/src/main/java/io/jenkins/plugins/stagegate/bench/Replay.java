package io.jenkins.plugins.stagegate.bench;

import io.jenkins.plugins.stagegate.journal.FileJournal;
import java.nio.file.Files;
import java.nio.file.Path;

/** How long it takes until a pipeline is open again. The peer reads the same bytes and does nothing with them. */
final class Replay {
    private static final int EVENTS = 100_000;
    private static final int ROUNDS = 5;

    private Replay() {}

    static void measure() throws Exception {
        try (var scratch = Scratch.make()) {
            var bare = scratch.fresh();
            long events = Past.writeWithoutSnapshot(bare, EVENTS);
            int executions = Math.toIntExact(events / eventsOfExecution(scratch.fresh()));
            var usual = scratch.fresh();
            Past.write(usual, executions);
            System.out.printf(
                    "%d events, %d executions, %d kB%n",
                    events, executions, Files.size(bare.resolve("journal")) / 1024);
            new SideBySide("milliseconds")
                    .add("reading the file with all events", () -> read(bare))
                    .add("replaying all events, no snapshot", () -> replay(bare))
                    .add("opening the same past as the engine leaves it", () -> open(usual))
                    .run(ROUNDS);
        }
    }

    private static long eventsOfExecution(Path folder) throws Exception {
        return Past.writeWithoutSnapshot(folder, 2) - 1;
    }

    private static double read(Path folder) throws Exception {
        long began = System.nanoTime();
        try (var lines = Files.lines(folder.resolve("journal"))) {
            if (lines.count() < EVENTS) {
                throw new IllegalStateException("events are missing");
            }
        }
        return (System.nanoTime() - began) / 1e6;
    }

    private static double replay(Path folder) throws Exception {
        long began = System.nanoTime();
        try (var journal = FileJournal.open("shop", folder)) {
            journal.replay(ended -> {});
        }
        return (System.nanoTime() - began) / 1e6;
    }

    private static double open(Path folder) throws Exception {
        long began = System.nanoTime();
        try (var pipeline = Durable.open(folder)) {
            pipeline.engine().state();
            return (System.nanoTime() - began) / 1e6;
        }
    }
}

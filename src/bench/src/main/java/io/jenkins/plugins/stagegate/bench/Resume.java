package io.jenkins.plugins.stagegate.bench;

import io.jenkins.plugins.stagegate.model.ExecutionMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Time and heap until executions that wait at approvals can be approved again after a restart. */
final class Resume {
    private static final int PIPELINES = 200;

    /** As many as may run beside each other in one pipeline. */
    private static final int EXECUTIONS = 50;

    private static final int ROUNDS = 5;

    private Resume() {}

    static void measure() throws Exception {
        try (var scratch = Scratch.make()) {
            var folders = new ArrayList<Path>();
            for (int i = 0; i < PIPELINES; i++) {
                folders.add(scratch.fresh());
                Past.writeWaiting(folders.get(i), EXECUTIONS);
            }
            System.out.printf(
                    "%d executions wait in %d pipelines, %d kB%n",
                    PIPELINES * EXECUTIONS, PIPELINES, size(folders) / 1024);
            new SideBySide("milliseconds")
                    .add("reading the files", () -> read(folders))
                    .add("all of them are asked for again", () -> resume(folders))
                    .run(ROUNDS);
            long before = Memory.heap();
            var open = open(folders);
            long kept = Memory.heap() - before;
            System.out.printf("heap: %d kB, %d bytes an execution%n", kept / 1024, kept / (PIPELINES * EXECUTIONS));
            close(open);
        }
    }

    private static double read(List<Path> folders) throws IOException {
        long began = System.nanoTime();
        long bytes = 0;
        for (Path folder : folders) {
            bytes += Files.readAllBytes(folder.resolve("journal")).length;
        }
        if (bytes == 0) {
            throw new IllegalStateException("nothing to read");
        }
        return (System.nanoTime() - began) / 1e6;
    }

    private static double resume(List<Path> folders) throws Exception {
        long began = System.nanoTime();
        var open = open(folders);
        double cost = (System.nanoTime() - began) / 1e6;
        if (open.stream().anyMatch(one -> one.asked().get() != EXECUTIONS)) {
            throw new IllegalStateException("an approval was not asked for");
        }
        close(open);
        return cost;
    }

    private static List<Durable> open(List<Path> folders) throws Exception {
        var open = new ArrayList<Durable>();
        for (Path folder : folders) {
            open.add(Durable.open(folder, ExecutionMode.PARALLEL, Clock.fixed(InMemory.NOW, ZoneOffset.UTC)));
        }
        return open;
    }

    private static void close(List<Durable> open) throws IOException {
        for (Durable one : open) {
            one.close();
        }
    }

    private static long size(List<Path> folders) throws IOException {
        long bytes = 0;
        for (Path folder : folders) {
            bytes += Files.size(folder.resolve("journal"));
        }
        return bytes;
    }
}

package io.jenkins.plugins.stagegate.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** The heap that an open pipeline keeps when it has a long past, above one that is empty. */
final class Memory {
    private static final int[] EXECUTIONS = {1_000, 10_000};

    private Memory() {}

    static void measure() throws Exception {
        try (var scratch = Scratch.make()) {
            Durable.open(written(scratch, 10)).close(); // Classes and caches are not the pipeline's.
            long empty = retained(scratch.fresh());
            System.out.printf("%-24s %12s %12s %12s%n", "past executions", "heap", "per one", "on disk");
            System.out.printf("%-24s %9d kB%n", "none", empty / 1024);
            for (int executions : EXECUTIONS) {
                var folder = written(scratch, executions);
                long kept = retained(folder) - empty;
                System.out.printf(
                        "%-24d %+9d kB %10d B %9d kB%n",
                        executions, kept / 1024, kept / executions, size(folder) / 1024);
            }
        }
    }

    private static Path written(Scratch scratch, int executions) throws Exception {
        var folder = scratch.fresh();
        Past.write(folder, executions);
        return folder;
    }

    /** What the heap has more when the pipeline in that folder is open. */
    private static long retained(Path folder) throws Exception {
        long before = heap();
        try (var pipeline = Durable.open(folder)) {
            long kept = heap() - before;
            pipeline.engine().state();
            return kept;
        }
    }

    /** What the heap holds after its garbage is collected. */
    static long heap() throws InterruptedException {
        for (int i = 0; i < 5; i++) {
            System.gc();
            Thread.sleep(50);
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long size(Path folder) throws IOException {
        return Files.size(folder.resolve("journal")) + Files.size(folder.resolve("history"));
    }
}

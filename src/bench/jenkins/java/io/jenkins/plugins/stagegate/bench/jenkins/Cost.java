package io.jenkins.plugins.stagegate.bench.jenkins;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/**
 * What one build cost the JVM of the controller.
 *
 * @param wall from the moment it is asked for until it is over, in milliseconds
 * @param cpu of all threads, in milliseconds
 * @param written to files, in KiB, as the kernel counts it when a page becomes dirty
 * @param heap the most that was left after a garbage collection, above what was there before, in MiB
 * @param peak the most that was in use, garbage included, above what was there before, in MiB
 */
record Cost(double wall, double cpu, double written, double heap, double peak) {
    private static final double NANOS = 1e6;

    /** Runs the work and tells what it cost. */
    static Cost of(Callable<?> work) throws Exception {
        try (var heap = new LiveHeap()) {
            long written = bytesWritten();
            long cpu = nanosSpent();
            long start = System.nanoTime();
            work.call();
            long peak = heap.peak();
            return new Cost(
                    (System.nanoTime() - start) / NANOS,
                    (nanosSpent() - cpu) / NANOS,
                    (bytesWritten() - written) / 1024.0,
                    heap.growth() / 1024.0 / 1024.0,
                    peak / 1024.0 / 1024.0);
        }
    }

    private static long nanosSpent() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private static long bytesWritten() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/self/io"))) {
            return lines.filter(line -> line.startsWith("write_bytes:"))
                    .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(' ') + 1)))
                    .sum();
        }
    }
}

package io.jenkins.plugins.stagegate.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The same release on process engines that one could embed instead: time and bytes for one execution. */
final class Peers {
    private static final int EXECUTIONS = 20;
    private static final int WARM_UPS = 5;
    private static final int ROUNDS = 5;

    private Peers() {}

    static void measure() throws Exception {
        try (var scratch = Scratch.make()) {
            var all = new LinkedHashMap<String, Releases>();
            all.put("Stage Gate, durable", StageGateReleases.open(scratch.fresh()));
            all.put("Flowable, durable", FlowableReleases.open(scratch.fresh(), true));
            all.put("Camunda, durable", CamundaReleases.open(scratch.fresh(), true));
            all.put("Flowable, H2 as it comes", FlowableReleases.open(scratch.fresh(), false));
            all.put("Camunda, H2 as it comes", CamundaReleases.open(scratch.fresh(), false));
            for (Releases one : all.values()) {
                for (int i = 0; i < WARM_UPS; i++) {
                    pass(one);
                }
            }
            compare(all);
            count(all);
            for (Releases one : all.values()) {
                one.close();
            }
        }
    }

    private static void compare(Map<String, Releases> all) throws Exception {
        var times = new SideBySide("milliseconds per execution");
        all.forEach((name, releases) -> times.add(name, () -> {
            long began = System.nanoTime();
            pass(releases);
            double cost = (System.nanoTime() - began) / 1e6 / EXECUTIONS;
            releases.flush(); // What one leaves to the disk for later, the next would have to wait for.
            return cost;
        }));
        times.run(ROUNDS);
    }

    private static void count(Map<String, Releases> all) throws Exception {
        var bytes = new SideBySide("kilobytes written per execution");
        all.forEach((name, releases) -> bytes.add(name, () -> {
            long before = written();
            pass(releases);
            releases.flush();
            return (written() - before) / 1e3 / EXECUTIONS;
        }));
        bytes.run(3);
    }

    private static void pass(Releases releases) throws Exception {
        for (int i = 0; i < EXECUTIONS; i++) {
            releases.pass();
        }
    }

    /** What this process has handed to the operating system for writing, as Linux counts it. */
    private static long written() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/io")).stream()
                .filter(line -> line.startsWith("wchar:"))
                .mapToLong(
                        line -> Long.parseLong(line.substring("wchar:".length()).strip()))
                .findFirst()
                .orElseThrow();
    }
}

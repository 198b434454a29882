package io.jenkins.plugins.stagegate.bench.jenkins;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Measures builds in turns, round by round, so that whatever else the machine does falls on all of them alike.
 *
 * <p>The first contender is what the others are compared with; a ratio is the median of the rounds' ratios.
 */
final class Turns {
    /** One build. */
    interface Build {
        void run() throws Exception;
    }

    private final String title;
    private final Map<String, Build> builds = new LinkedHashMap<>();
    private final Map<String, List<Cost>> costs = new LinkedHashMap<>();

    Turns(String title) {
        this.title = title;
    }

    Turns add(String name, Build build) {
        builds.put(name, build);
        return this;
    }

    /** Prints a table of what each costs, after rounds that do not count. */
    void run(int warmUp, int rounds) throws Exception {
        for (int round = -warmUp; round < rounds; round++) {
            for (var build : builds.entrySet()) {
                var cost = Cost.of(() -> {
                    build.getValue().run();
                    return null;
                });
                System.out.printf("%s, round %d, %s: %s%n", title, round, build.getKey(), cost);
                if (round >= 0) {
                    costs.computeIfAbsent(build.getKey(), name -> new ArrayList<>())
                            .add(cost);
                }
            }
        }
        print(rounds);
    }

    private void print(int rounds) {
        System.out.printf("%n### %s, median of %d rounds%n%n", title, rounds);
        System.out.println(
                "| | wall, ms | times | CPU, ms | times | written, KiB | times | live heap, MiB | peak, MiB |");
        System.out.println("|---|---|---|---|---|---|---|---|---|");
        costs.forEach((name, all) -> System.out.printf(
                "| %s | %.0f | %.1f | %.0f | %.1f | %.0f | %.1f | %.1f | %.0f |%n",
                name,
                median(all, Cost::wall),
                ratio(all, Cost::wall),
                median(all, Cost::cpu),
                ratio(all, Cost::cpu),
                median(all, Cost::written),
                ratio(all, Cost::written),
                median(all, Cost::heap),
                median(all, Cost::peak)));
        System.out.println();
    }

    private double ratio(List<Cost> all, ToDoubleFunction<Cost> cost) {
        var first = costs.values().iterator().next();
        return median(IntStream.range(0, all.size())
                .mapToObj(round -> cost.applyAsDouble(all.get(round)) / cost.applyAsDouble(first.get(round)))
                .toList());
    }

    private static double median(List<Cost> all, ToDoubleFunction<Cost> cost) {
        return median(all.stream().map(cost::applyAsDouble).toList());
    }

    private static double median(List<Double> all) {
        var sorted = all.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}

package io.jenkins.plugins.stagegate.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures several works in turns, so that whatever else the machine does falls on all of them alike.
 *
 * <p>The first work is the peer. A ratio is the median of the ratios within each round, not the ratio of the medians: that
 * one would mix rounds in which the machine was busy with rounds in which it was not.
 */
final class SideBySide {
    /** Does something once. */
    interface Work {
        /** What it cost, in the table's unit. */
        double measure() throws Exception;
    }

    private final String unit;
    private final Map<String, Work> works = new LinkedHashMap<>();
    private final Map<String, List<Double>> costs = new LinkedHashMap<>();

    SideBySide(String unit) {
        this.unit = unit;
    }

    SideBySide add(String name, Work work) {
        works.put(name, work);
        return this;
    }

    /** Measures all of them that often, after one round that does not count, and prints what came out. */
    SideBySide run(int rounds) throws Exception {
        for (int round = 0; round <= rounds; round++) {
            for (Map.Entry<String, Work> work : works.entrySet()) {
                double cost = work.getValue().measure();
                if (round > 0) {
                    costs.computeIfAbsent(work.getKey(), name -> new ArrayList<>())
                            .add(cost);
                }
            }
        }
        print(rounds);
        return this;
    }

    private void print(int rounds) {
        System.out.printf(
                "%-44s %10s %10s %10s %8s%n", unit + ", " + rounds + " rounds", "median", "min", "max", "ratio");
        costs.forEach((name, all) -> System.out.printf(
                "%-44s %10.2f %10.2f %10.2f %8.2f%n",
                name, median(all), sorted(all).get(0), sorted(all).get(all.size() - 1), ratio(all)));
    }

    private double ratio(List<Double> all) {
        var peer = costs.values().iterator().next();
        var ratios = new ArrayList<Double>();
        for (int round = 0; round < all.size(); round++) {
            ratios.add(all.get(round) / peer.get(round));
        }
        return median(ratios);
    }

    static double median(List<Double> values) {
        var sorted = sorted(values);
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    private static List<Double> sorted(List<Double> values) {
        return values.stream().sorted().toList();
    }
}

package io.jenkins.plugins.stagegate.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.Test;

/**
 * Random pipelines, commands, outcomes, delays and crashes; after every step all {@link Invariants} hold.
 *
 * <p>{@code -Dsimulation.seed=42} plays one seed again; {@code -Dsimulation.seeds=6700} plays a million steps.
 */
public class SimulationTest {
    private static final int STEPS = 150;

    @Test
    public void nothingThatPeopleProvidersAndCrashesDoBreaksAnInvariant() {
        var only = Long.getLong("simulation.seed");
        long first = only == null ? 1 : only;
        long last = only == null ? Long.getLong("simulation.seeds", 1000) : only;
        long events = 0;
        long crashes = 0;
        for (long seed = first; seed <= last; seed++) {
            var world = play(seed);
            events += world.events();
            crashes += world.crashes();
        }
        assertThat(events).isGreaterThan(0);
        System.out.printf(
                "Simulated seeds %d to %d: %d steps, %d events, %d crashes.%n",
                first, last, (last - first + 1) * STEPS, events, crashes);
    }

    private static World play(long seed) {
        var moves = new ArrayList<Move>();
        var world = new World();
        try {
            var player = new Player(seed);
            make(world, moves, player.first());
            while (moves.size() < STEPS) {
                make(world, moves, player.next(world));
            }
            return world;
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(report(seed, moves, e), e);
        }
    }

    private static void make(World world, List<Move> moves, Move move) {
        moves.add(move);
        world.make(move);
    }

    private static String report(long seed, List<Move> moves, Throwable e) {
        return "Seed " + seed + " breaks: " + e.getMessage()
                + "\nPlay it again: mvn test -pl src/engine -Dtest=SimulationTest -Dsimulation.seed=" + seed
                + "\nThe fewest moves that break it:\n"
                + Shrinking.shrink(moves).stream().map(Move::toString).collect(Collectors.joining("\n"));
    }
}

package io.jenkins.plugins.stagegate.rehearsal;

import io.jenkins.plugins.stagegate.model.Stage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * A stage's part of the drawing: who is in it, above who waits in front of it; each in as many rows as are needed for nobody to
 * hide another.
 */
record Lane(
        Stage stage,
        List<Windows.Open> windows,
        List<Closure> closures,
        List<List<Stay>> inside,
        List<List<Wait>> inFront) {
    static final double ROW = 26;
    static final double THIN = 16;
    private static final double HEADING = 18;
    private static final double MARGIN = 8;

    /** A visit and who makes it. */
    record Stay(Journey journey, Visit visit) {}

    static Lane of(Recording recording, Stage stage, Scale scale) {
        var stays = new ArrayList<Stay>();
        var waits = new ArrayList<Wait>();
        for (Journey journey : recording.journeys()) {
            journey.visits().stream()
                    .filter(visit -> visit.stage().equals(stage.name()))
                    .forEach(visit -> stays.add(new Stay(journey, visit)));
            journey.waits().stream()
                    .filter(wait -> wait.stage().equals(stage.name()) && wait.inFront())
                    .forEach(waits::add);
        }
        var closures = recording.closures().stream()
                .filter(closure -> closure.stage().equals(stage.name()))
                .toList();
        return new Lane(
                stage,
                Windows.of(stage, scale),
                closures,
                rows(stays, stay -> stay.visit().from(), stay -> stay.visit()
                        .to()
                        .orElse(recording.end())),
                rows(waits, Wait::from, wait -> wait.to().orElse(recording.end())));
    }

    private static <T> List<List<T>> rows(List<T> things, Function<T, Instant> from, Function<T, Instant> to) {
        var rows = new ArrayList<List<T>>();
        things.stream().sorted(Comparator.comparing(from)).forEach(thing -> {
            var free = rows.stream()
                    .filter(row -> !to.apply(row.get(row.size() - 1)).isAfter(from.apply(thing)))
                    .findFirst();
            if (free.isPresent()) {
                free.get().add(thing);
            } else {
                rows.add(new ArrayList<>(List.of(thing)));
            }
        });
        return rows;
    }

    /** Where the first row begins, below the top. */
    double top() {
        return MARGIN + (windows.isEmpty() && closures.isEmpty() ? 0 : HEADING);
    }

    double height() {
        return top() + Math.max(1, inside.size()) * ROW + inFront.size() * THIN + MARGIN;
    }
}

package io.jenkins.plugins.stagegate.rehearsal;

import io.jenkins.plugins.stagegate.decision.ExecutionStatus;
import io.jenkins.plugins.stagegate.decision.StageStatus;
import io.jenkins.plugins.stagegate.rehearsal.Expectation.Check;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.IntPredicate;

/**
 * What stands behind {@code expect}.
 *
 * <pre>
 * #3 succeeded before Mon 15:00          #2 superseded by #3         #1 passed Production within 2h
 * every execution succeeded              at most 2 executions failed #2 never entered Production
 * Production holds #1 at Mon 14:30       Production is free at 17:00
 * wait of #2 in Production &lt; 1h          time of every execution &lt;= 4h
 * </pre>
 */
final class ExpectationReader {
    private static final Map<String, ExecutionStatus> ENDS = Map.of(
            "succeeded", ExecutionStatus.SUCCEEDED,
            "failed", ExecutionStatus.FAILED,
            "stopped", ExecutionStatus.STOPPED,
            "superseded", ExecutionStatus.SUPERSEDED);
    private static final List<String> ENDINGS = List.of("succeeded", "failed", "stopped", "superseded");
    private static final Map<String, BiPredicate<Duration, Duration>> ORDERS = Map.of(
            "<", (left, right) -> left.compareTo(right) < 0,
            "<=", (left, right) -> left.compareTo(right) <= 0,
            ">", (left, right) -> left.compareTo(right) > 0,
            ">=", (left, right) -> left.compareTo(right) >= 0);

    private final Words words;
    private final Times times;
    private final Cast cast;

    ExpectationReader(Words words, Times times, Cast cast) {
        this.words = words;
        this.times = times;
        this.cast = cast;
    }

    Check read() {
        if (words.take("wait of")) {
            return lengthOf(true);
        }
        if (words.take("time of")) {
            return lengthOf(false);
        }
        if (words.take("at least")) {
            int least = count();
            return counted(number -> number >= least);
        }
        if (words.take("at most")) {
            int most = count();
            return counted(number -> number <= most);
        }
        if (words.is(0, text -> text.matches("\\d{1,6}"))) {
            int exactly = count();
            return counted(number -> number == exactly);
        }
        if (words.is(0, text -> text.startsWith("#") || text.equals("every"))) {
            return fate(who());
        }
        if (words.peek(0).isEmpty()) {
            words.someNumber();
            words.take("every execution");
            cast.stage(words);
        }
        return occupation();
    }

    /** The executions that a line is about; empty means every one. */
    private Optional<Long> who() {
        return words.take("every execution") ? Optional.empty() : Optional.of(words.number());
    }

    private int count() {
        return Integer.parseInt(
                words.one("a number", text -> text.matches("\\d{1,6}")).text());
    }

    private ExecutionStatus ending() {
        for (String word : ENDINGS) {
            if (words.take(word)) {
                return ENDS.get(word);
            }
        }
        throw words.wrong();
    }

    private Check counted(IntPredicate enough) {
        if (!words.take("executions")) {
            words.require("execution");
        }
        var status = ending();
        return recording -> {
            int found = (int) recording.journeys().stream()
                    .filter(journey -> journey.status() == status)
                    .count();
            return enough.test(found)
                    ? Optional.empty()
                    : Optional.of("Of " + recording.journeys().size() + " executions, " + found + " "
                            + Story.word(status) + ".");
        };
    }

    private Check fate(Optional<Long> who) {
        if (words.take("never entered")) {
            var stage = cast.stage(words);
            return each(who, (recording, journey) -> journey.entered(stage)
                    .map(at -> "it entered " + stage + " at " + times.words(at)));
        }
        if (words.take("never passed")) {
            var stage = cast.stage(words);
            return each(who, (recording, journey) -> journey.left(stage, StageStatus.SUCCEEDED)
                    .map(at -> "it passed " + stage + " at " + times.words(at)));
        }
        if (words.take("has not ended")) {
            return each(
                    who,
                    (recording, journey) ->
                            journey.to().isEmpty() ? Optional.empty() : Optional.of(Story.end(recording, journey)));
        }
        if (words.take("entered")) {
            var stage = cast.stage(words);
            return reached(who, "enter " + stage, limit(), journey -> journey.entered(stage));
        }
        if (words.take("passed")) {
            var stage = cast.stage(words);
            return reached(who, "pass " + stage, limit(), journey -> journey.left(stage, StageStatus.SUCCEEDED));
        }
        if (words.take("skipped")) {
            var stage = cast.stage(words);
            return reached(who, "skip " + stage, limit(), journey -> journey.left(stage, StageStatus.SKIPPED));
        }
        return ended(who);
    }

    private Check ended(Optional<Long> who) {
        var status = ending();
        var by = status == ExecutionStatus.SUPERSEDED && words.take("by")
                ? Optional.of("by #" + words.number() + " ")
                : Optional.<String>empty();
        var limit = limit();
        return each(who, (recording, journey) -> {
            boolean so = journey.status() == status
                    && by.map(journey.ending()::startsWith).orElse(true)
                    && limit.holds(journey, journey.to().orElse(recording.end()));
            return so ? Optional.empty() : Optional.of(Story.end(recording, journey));
        });
    }

    /** When an execution came somewhere. */
    private interface Arrival {
        Optional<Instant> of(Journey journey);
    }

    private Check reached(Optional<Long> who, String what, Limit limit, Arrival arrival) {
        return each(who, (recording, journey) -> {
            var at = arrival.of(journey);
            if (at.isEmpty()) {
                return Optional.of("it did not " + what + "; " + Story.end(recording, journey));
            }
            return limit.holds(journey, at.get())
                    ? Optional.empty()
                    : Optional.of("it came to " + what + " at " + times.words(at.get()) + ", after "
                            + Lengths.words(Duration.between(journey.from(), at.get()))
                            + Story.waits(recording, journey));
        });
    }

    /** Whether a time is early or late enough. */
    private interface Limit {
        boolean holds(Journey journey, Instant time);
    }

    private Limit limit() {
        if (words.take("before")) {
            var time = times.read(words, times.start());
            return (journey, at) -> at.isBefore(time);
        }
        if (words.take("after")) {
            var time = times.read(words, times.start());
            return (journey, at) -> at.isAfter(time);
        }
        if (words.take("within")) {
            var length = Lengths.read(words);
            return (journey, at) -> !at.isAfter(journey.from().plus(length));
        }
        return (journey, at) -> true;
    }

    private Check lengthOf(boolean waiting) {
        var who = who();
        var stage = waiting && words.take("in") ? Optional.of(cast.stage(words)) : Optional.<String>empty();
        var order = ORDERS.get(words.one("<, <=, > or >=", ORDERS::containsKey).text());
        var limit = Lengths.read(words);
        return each(who, (recording, journey) -> {
            var length = waiting
                    ? journey.waited(wait -> stage.map(wait.stage()::equals).orElse(true), recording.end())
                    : Duration.between(journey.from(), journey.to().orElse(recording.end()));
            return order.test(length, limit)
                    ? Optional.empty()
                    : Optional.of("it " + (waiting ? "waited " : "took ") + Lengths.words(length)
                            + (waiting ? Story.causes(recording, journey) : Story.waits(recording, journey)));
        });
    }

    private Check occupation() {
        var stage = cast.stage(words);
        var holder = Optional.<Long>empty();
        if (words.take("holds")) {
            holder = Optional.of(words.number());
        } else {
            words.require("is free");
        }
        words.require("at");
        var time = times.read(words, times.start());
        var expected = holder;
        return recording -> {
            var inside = recording.journeys().stream()
                    .filter(journey -> journey.visits().stream()
                            .anyMatch(visit -> visit.stage().equals(stage) && visit.at(time)))
                    .map(Journey::number)
                    .toList();
            boolean so = expected.map(inside::contains).orElse(inside.isEmpty());
            return so
                    ? Optional.empty()
                    : Optional.of("At " + times.words(time) + " " + stage
                            + (inside.isEmpty() ? " was free" : " held " + Story.numbers(inside)) + "."
                            + (time.isAfter(recording.end())
                                    ? " The rehearsal had ended at " + times.words(recording.end()) + "."
                                    : ""));
        };
    }

    /** A look at one execution: what is otherwise, in words that follow its number. */
    private interface Look {
        Optional<String> otherwise(Recording recording, Journey journey);
    }

    private static Check each(Optional<Long> who, Look look) {
        return recording -> {
            if (who.isPresent() && recording.journey(who.get()).isEmpty()) {
                return Optional.of("There was no #" + who.get() + "; "
                        + (recording.journeys().isEmpty()
                                ? "nothing was started."
                                : "the last one was #" + recording.journeys().size() + "."));
            }
            var wrong = recording.journeys().stream()
                    .filter(journey ->
                            who.map(number -> number == journey.number()).orElse(true))
                    .flatMap(
                            journey -> look
                                    .otherwise(recording, journey)
                                    .map(what -> "#" + journey.number() + ": " + what + ".")
                                    .stream())
                    .toList();
            return wrong.isEmpty()
                    ? Optional.empty()
                    : Optional.of(String.join(" ", wrong.subList(0, Math.min(3, wrong.size())))
                            + (wrong.size() > 3 ? " And " + (wrong.size() - 3) + " more." : ""));
        };
    }
}

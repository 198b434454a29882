package io.jenkins.plugins.stagegate.rehearsal;

import io.jenkins.plugins.stagegate.decision.Actor;
import io.jenkins.plugins.stagegate.model.Pipeline;
import io.jenkins.plugins.stagegate.rehearsal.Presence.Absence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the lines of a scenario, all of them, whatever is wrong with some. */
final class ScenarioReader {
    /** The longest text that is read, in characters. */
    static final int LONGEST = 256 * 1024;
    /** Nobody mends more at once. */
    private static final int MOST_PROBLEMS = 50;

    private static final List<String> BEGINNINGS =
            List.of("begin", "until", "every", "expect", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");

    private final String text;
    private final Cast cast;
    private final Instructions instructions;
    private final List<ScenarioProblem> problems = new ArrayList<>();
    private final List<Manner> manners = new ArrayList<>();
    private final List<Approver> approvers = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private final List<Recurrence> recurrences = new ArrayList<>();
    private final List<Expectation> expectations = new ArrayList<>();
    private Times times = Times.USUAL;
    private Instant last = times.start();
    private Optional<Instant> until = Optional.empty();

    ScenarioReader(String text, Pipeline pipeline) {
        this.text = text;
        this.cast = Cast.of(pipeline);
        this.instructions = new Instructions(cast, "somebody");
    }

    Scenario read() throws BadScenarioException {
        if (text.length() > LONGEST) {
            throw new BadScenarioException(List.of(new ScenarioProblem(
                    1,
                    1,
                    1,
                    "",
                    "The scenario is too long.",
                    List.of(),
                    List.of("at most " + LONGEST + " characters"))));
        }
        var lines = text.lines().toList();
        for (int i = 0; i < lines.size() && problems.size() < MOST_PROBLEMS; i++) {
            try {
                read(i + 1, lines.get(i));
            } catch (BadLineException e) {
                problems.add(e.in(i + 1));
            }
        }
        if (!problems.isEmpty()) {
            throw new BadScenarioException(problems);
        }
        return new Scenario(text, times, until, new Manners(manners), approvers, steps, recurrences, expectations);
    }

    private void read(int number, String line) {
        var words = new Words(line);
        if (words.done()) {
            return;
        }
        if (words.take("begin")) {
            begin(words);
        } else if (words.take("until")) {
            until = Optional.of(times.read(words, times.start()));
        } else if (words.take("every")) {
            every(number, line, words);
        } else if (words.take("expect")) {
            var check = new ExpectationReader(words, times, cast).read();
            expectations.add(new Expectation(number, line.strip(), check));
        } else if (Times.ahead(words)) {
            step(number, line, words);
        } else {
            behaviour(words);
        }
        words.end();
    }

    private void begin(Words words) {
        if (!steps.isEmpty() || !recurrences.isEmpty() || !expectations.isEmpty() || until.isPresent()) {
            throw new BadLineException(
                    1, 5, "", "The beginning stands above everything that has a time.", List.of(), List.of());
        }
        times = Times.readBeginning(words);
        last = times.start();
    }

    private void step(int number, String line, Words words) {
        var time = words.peek(0).orElseThrow();
        var at = times.read(words, last);
        if (at.isBefore(last)) {
            throw Words.wrong(
                    time,
                    "This is before " + times.full(last) + ", the time of the step above.",
                    List.of(),
                    List.of("steps in the order of their times"));
        }
        last = at;
        var instruction = instructions.read(words);
        steps.add(new Step(number, line.strip(), at, instruction, words.take("is refused")));
    }

    private void every(int number, String line, Words words) {
        if (words.take("action takes")) {
            var takes = Optional.of(Lengths.read(words));
            manners.add(
                    new Manner(Optional.empty(), Optional.empty(), Occasions.ALL, takes, Optional.empty(), Map.of()));
            return;
        }
        var length = words.peek(0);
        var period = Lengths.read(words);
        if (period.isZero()) {
            throw Words.wrong(
                    length.orElseThrow(), "Nothing happens every 0 minutes.", List.of(), List.of("1m or more"));
        }
        var instruction = instructions.read(words);
        var hours = Optional.<Hours>empty();
        var from = times.start();
        var ends = until;
        while (!words.done()) {
            words.take(",");
            if (words.take("from")) {
                from = times.read(words, times.start());
            } else if (words.take("until")) {
                ends = Optional.of(times.read(words, times.start()));
            } else {
                hours = Optional.of(Hours.read(words));
            }
        }
        if (ends.isEmpty()) {
            words.take("until");
            throw words.wrong();
        }
        var first = new Step(number, line.strip(), from, instruction, false);
        recurrences.add(new Recurrence(first, period, hours, times.zone(), ends.get()));
    }

    /** How an action or a rule behaves, or what somebody does when they are asked. */
    private void behaviour(Words words) {
        var subject = words.one("an action, an approver or a rule", word -> true);
        boolean about = words.take("of");
        var number = about ? words.someNumber() : Optional.<Long>empty();
        var groups = about && number.isEmpty() ? Set.of(words.name("a group").text()) : Set.<String>of();
        if (words.take("approves")) {
            approver(words, new Actor(subject.text(), groups, false), true);
        } else if (words.take("rejects")) {
            approver(words, new Actor(subject.text(), groups, false), false);
        } else if (words.take("takes")) {
            var takes = Optional.of(Lengths.read(words));
            manner(words, cast.action(subject), number, takes, Optional.empty(), Map.of());
        } else if (words.take("gives")) {
            manner(words, cast.action(subject), number, Optional.empty(), Optional.empty(), given(words));
        } else if (words.take("succeeds")) {
            manner(words, cast.action(subject), number, after(words), Optional.of(true), Map.of());
        } else if (words.take("fails")) {
            manner(words, cast.action(subject), number, after(words), Optional.of(false), Map.of());
        } else if (words.take("holds")) {
            manner(words, cast.rule(subject), number, after(words), Optional.of(true), Map.of());
        } else if (words.take("does not hold")) {
            manner(words, cast.rule(subject), number, after(words), Optional.of(false), Map.of());
        } else {
            throw lost(words, subject, about);
        }
    }

    /** The first word is what is wrong, if nothing is known by that name; otherwise it is what stands behind it. */
    private BadLineException lost(Words words, Word subject, boolean about) {
        var names = cast.all();
        if (about || names.contains(subject.text())) {
            return words.wrong();
        }
        var possible = new ArrayList<>(BEGINNINGS);
        possible.addAll(names);
        return Words.wrong(
                subject,
                "A line cannot begin with '" + subject.text() + "'"
                        + (words.done()
                                ? "."
                                : ", or not go on with '"
                                        + words.peek(0).orElseThrow().text() + "'."),
                possible,
                List.of("a time", "NAME " + String.join(" | ", words.possible())));
    }

    private static Optional<Duration> after(Words words) {
        return words.take("after") ? Optional.of(Lengths.read(words)) : Optional.empty();
    }

    private static Map<String, String> given(Words words) {
        var values = new LinkedHashMap<>(words.assignments());
        if (values.isEmpty()) {
            throw words.wrong();
        }
        return values;
    }

    private void manner(
            Words words,
            Part part,
            Optional<Long> execution,
            Optional<Duration> takes,
            Optional<Boolean> good,
            Map<String, String> gives) {
        manners.add(new Manner(Optional.of(part), execution, Occasions.read(words), takes, good, gives));
    }

    private void approver(Words words, Actor person, boolean approves) {
        var gate = cast.approval(words.name("an approval"));
        var execution = words.take("of") ? Optional.of(words.number()) : Optional.<Long>empty();
        var occasions = Occasions.read(words);
        var needs = Duration.ZERO;
        var hours = Optional.<Hours>empty();
        var absences = new ArrayList<Absence>();
        var fields = new LinkedHashMap<String, String>();
        while (!words.done()) {
            words.take(",");
            if (words.take("within")) {
                needs = Lengths.read(words);
            } else if (words.take("away until")) {
                absences.add(new Absence(Instant.MIN, times.read(words, times.start())));
            } else if (words.take("away from")) {
                var from = times.read(words, times.start());
                words.require("until");
                absences.add(new Absence(from, times.read(words, from)));
            } else if (words.take("with")) {
                fields.putAll(given(words));
            } else {
                hours = Optional.of(Hours.read(words));
            }
        }
        var presence = new Presence(times.zone(), hours, absences);
        approvers.add(new Approver(person, approves, gate, execution, occasions, needs, presence, fields));
    }
}

package io.jenkins.plugins.stagegate.rehearsal;

import io.jenkins.plugins.stagegate.decision.ExecutionStatus;
import io.jenkins.plugins.stagegate.decision.Waiting;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What became of executions, in words. */
final class Story {
    private Story() {}

    static String word(ExecutionStatus status) {
        return status.active() ? "still runs" : status.label().toLowerCase(Locale.ROOT);
    }

    /** How it ended and why, in some words; {@code still runs} if it has not. */
    static String outcome(Journey journey) {
        var why = stripped(journey.ending());
        var joint = journey.status() == ExecutionStatus.SUPERSEDED ? " " : ": ";
        return word(journey.status()) + (why.isEmpty() ? "" : joint + why);
    }

    static String numbers(Collection<Long> executions) {
        return executions.stream().map(number -> "#" + number).collect(Collectors.joining(", "));
    }

    /** How it ended, with what explains it: {@code it was superseded by #3 in front of Production at Mon 09:40, ...}. */
    static String end(Recording recording, Journey journey) {
        var times = recording.times();
        if (journey.to().isEmpty()) {
            var wait =
                    journey.waits().stream().filter(one -> one.to().isEmpty()).findFirst();
            return "it had not ended at " + times.words(recording.end())
                    + wait.map(one -> ". " + one.stage() + ", since " + times.words(one.from()) + ": "
                                    + stripped(one.sentence()))
                            .orElse("");
        }
        return "it " + outcome(journey) + " (at " + times.words(journey.to().get()) + ", after "
                + Lengths.words(Duration.between(journey.from(), journey.to().get())) + waits(recording, journey) + ")";
    }

    /** How long it waited and for what most, if it did. */
    static String waits(Recording recording, Journey journey) {
        var waited = journey.waited(wait -> true, recording.end());
        return waited.isZero() ? "" : ", of which it waited " + Lengths.words(waited) + causes(recording, journey);
    }

    static String causes(Recording recording, Journey journey) {
        return journey.waits().stream()
                .max(Comparator.comparing(wait -> length(recording, wait)))
                .map(wait -> "; longest " + Lengths.words(length(recording, wait)) + " at " + wait.stage() + ": "
                        + stripped(wait.sentence()))
                .orElse("");
    }

    static Duration length(Recording recording, Wait wait) {
        return Duration.between(wait.from(), wait.to().orElse(recording.end()));
    }

    static String stripped(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }

    /** What a kind of wait is for, as a heading. */
    static String cause(Waiting.Reason reason, String stage) {
        return switch (reason) {
            case APPROVAL -> "an approval in " + stage;
            case TRANSITION_CLOSED -> "the closed way into " + stage;
            case STOPPED_LINE -> "the stopped line in front of " + stage;
            case STAGE_BUSY -> stage + ", held by another execution";
            case QUEUE -> "the queue in front of " + stage;
            case CONDITION -> "a condition of " + stage;
            case RETRY -> "the next attempt in " + stage;
            case WORKER -> "a worker in " + stage;
        };
    }

    /** All waits by what they are for, the longest altogether first. */
    static List<Total> totals(Recording recording) {
        return recording.journeys().stream()
                .flatMap(journey -> journey.waits().stream())
                .collect(Collectors.groupingBy(
                        wait -> cause(wait.reason(), wait.stage()), LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(entry -> total(recording, entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(Total::sum).reversed())
                .toList();
    }

    private static Total total(Recording recording, String cause, List<Wait> waits) {
        var sum = waits.stream().map(wait -> length(recording, wait)).reduce(Duration.ZERO, Duration::plus);
        var longest = waits.stream()
                .max(Comparator.comparing(wait -> length(recording, wait)))
                .orElseThrow();
        long executions = waits.stream().map(Wait::execution).distinct().count();
        return new Total(cause, sum, executions, length(recording, longest), longest.execution());
    }

    /**
     * What all executions together waited for one thing.
     *
     * @param who waited longest at once, by number
     */
    record Total(String cause, Duration sum, long executions, Duration longest, long who) {}
}

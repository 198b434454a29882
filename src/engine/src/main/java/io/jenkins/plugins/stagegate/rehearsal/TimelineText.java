package io.jenkins.plugins.stagegate.rehearsal;

import io.jenkins.plugins.stagegate.decision.StageStatus;
import io.jenkins.plugins.stagegate.decision.Waiting.Reason;
import io.jenkins.plugins.stagegate.model.Stage;
import io.jenkins.plugins.stagegate.rehearsal.Visit.Bout;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A recording as text: the way of each execution, what went on in each stage, and what all the waiting was for. */
public final class TimelineText {
    /** More than anybody reads; what is left out is said. */
    private static final int MOST = 50;

    private final Recording recording;
    private final Times times;
    private final StringBuilder text = new StringBuilder();

    private TimelineText(Recording recording) {
        this.recording = recording;
        this.times = recording.times();
    }

    /** The whole timeline, in lines. */
    public static String of(Recording recording) {
        var timeline = new TimelineText(recording);
        timeline.heading();
        timeline.executions();
        timeline.stages();
        timeline.waiting();
        timeline.remarks();
        return timeline.text.toString();
    }

    /** The things that went otherwise than expected, two lines each, as compilers write them. */
    public static String misses(String file, Recording recording) {
        return recording.misses().stream()
                .map(miss -> file + ":" + miss.line() + ": not as expected\n    expected: " + miss.expected()
                        + "\n    happened: " + miss.happened() + "\n")
                .collect(Collectors.joining());
    }

    private void heading() {
        int count = recording.journeys().size();
        line(times.full(times.start()) + " to " + times.full(recording.end()) + " " + times.zone() + ": "
                + Lengths.words(recording.length()) + ", " + count + (count == 1 ? " execution." : " executions."));
        line("");
    }

    private void executions() {
        recording.journeys().stream().limit(MOST).forEach(this::journey);
        if (recording.journeys().size() > MOST) {
            line("... and " + (recording.journeys().size() - MOST) + " more executions");
            line("");
        }
    }

    private void journey(Journey journey) {
        var title = journey.rollback() ? "rollback" : journey.title().isEmpty() ? "" : "\"" + journey.title() + "\"";
        var by = journey.by().isEmpty() ? "" : " by " + journey.by();
        var waited = journey.waited(wait -> true, recording.end());
        line("#" + journey.number() + " " + (title + by).strip());
        line("   " + Story.outcome(journey) + "; "
                + Lengths.words(Duration.between(journey.from(), journey.to().orElse(recording.end())))
                + (waited.isZero() ? "" : ", waited " + Lengths.words(waited)));
        rows(journey).forEach(row -> line("   " + column(times.words(row.at()), timeWidth()) + " " + row.text()));
        line("");
    }

    private record Row(long order, Instant at, String text) {}

    private List<Row> rows(Journey journey) {
        var rows = new ArrayList<Row>();
        for (Visit visit : journey.visits()) {
            var what = bouts(visit) + (visit.status() == StageStatus.SUCCEEDED ? "" : " " + result(visit));
            rows.add(row(visit.order(), visit.from(), visit.stage(), length(visit.from(), visit.to()), what.strip()));
        }
        for (Wait wait : folded(journey.waits())) {
            var freed = wait.to().isEmpty() ? " Freed by: " + wait.frees() + "." : "";
            var what = (wait.sentence().startsWith("Waits") ? "" : "Waits: ") + wait.sentence() + freed;
            rows.add(row(wait.order(), wait.from(), wait.stage(), length(wait.from(), wait.to()), what));
        }
        journey.moments().forEach(moment -> rows.add(row(moment.order(), moment.at(), "", "", moment.text())));
        rows.sort(Comparator.comparingLong(Row::order));
        return rows;
    }

    private Row row(long order, Instant at, String stage, String length, String what) {
        return new Row(order, at, column(stage, stageWidth()) + " " + column(length, 7) + " " + what);
    }

    /** What one waits for in front of a stage while its place in the queue changes is one wait for the reader. */
    private static List<Wait> folded(List<Wait> waits) {
        var folded = new ArrayList<Wait>();
        for (Wait wait : waits) {
            var last = folded.isEmpty() ? null : folded.get(folded.size() - 1);
            if (last != null
                    && lines(last)
                    && lines(wait)
                    && last.stage().equals(wait.stage())
                    && last.to().equals(Optional.of(wait.from()))) {
                folded.set(
                        folded.size() - 1,
                        new Wait(
                                last.order(),
                                last.execution(),
                                last.stage(),
                                last.reason(),
                                last.from(),
                                wait.to(),
                                last.sentence(),
                                wait.frees(),
                                last.ahead()));
            } else {
                folded.add(wait);
            }
        }
        return folded;
    }

    private static boolean lines(Wait wait) {
        return wait.reason() == Reason.QUEUE || wait.reason() == Reason.STAGE_BUSY;
    }

    private static String bouts(Visit visit) {
        return visit.bouts().stream()
                .filter(bout -> !bout.approval())
                .map(bout -> bout.action() + (bout.attempt() == 1 ? "" : " (attempt " + bout.attempt() + ")") + " "
                        + took(bout))
                .collect(Collectors.joining(", "));
    }

    private static String took(Bout bout) {
        return bout.to()
                        .map(to -> Lengths.words(Duration.between(bout.from(), to)))
                        .orElse("...")
                + switch (bout.status()) {
                    case FAILED -> " failed";
                    case ABANDONED -> " abandoned";
                    case IN_PROGRESS, SUCCEEDED -> "";
                };
    }

    private static String result(Visit visit) {
        return visit.to().isEmpty() ? "still there" : visit.status().label().toLowerCase(Locale.ROOT);
    }

    private void stages() {
        for (Stage stage : recording.pipeline().stages()) {
            line(stage.name());
            var rows = stageRows(stage.name());
            rows.stream()
                    .limit(MOST)
                    .forEach(row -> line("   " + column(times.words(row.at()), timeWidth()) + " " + row.text()));
            if (rows.isEmpty()) {
                line("   nobody was here");
            } else if (rows.size() > MOST) {
                line("   ... and " + (rows.size() - MOST) + " more");
            }
            line("");
        }
    }

    private List<Row> stageRows(String stage) {
        var rows = new ArrayList<Row>();
        for (Journey journey : recording.journeys()) {
            for (Visit visit : journey.visits()) {
                if (visit.stage().equals(stage)) {
                    var who = column("#" + journey.number(), 5) + " " + column(length(visit.from(), visit.to()), 7);
                    rows.add(new Row(visit.order(), visit.from(), until(visit.to()) + " " + who + " " + result(visit)));
                }
            }
        }
        for (Closure closure : recording.closures()) {
            if (closure.stage().equals(stage)) {
                rows.add(new Row(0, closure.from(), until(closure.to()) + " " + closure.sentence()));
            }
        }
        rows.sort(Comparator.comparing(Row::at).thenComparingLong(Row::order));
        return rows;
    }

    private String until(Optional<Instant> to) {
        return column(to.map(at -> "- " + times.words(at)).orElse("- ..."), timeWidth() + 2);
    }

    private void waiting() {
        var totals = Story.totals(recording);
        if (totals.isEmpty()) {
            line("Nothing waited.");
            return;
        }
        line("What was waited for");
        for (Story.Total total : totals) {
            line("   " + column(Lengths.words(total.sum()), 7) + " " + total.cause() + ": "
                    + (total.executions() == 1
                            ? "#" + total.who()
                            : total.executions() + " executions, longest #" + total.who() + " with "
                                    + Lengths.words(total.longest())));
        }
    }

    private void remarks() {
        if (!recording.remarks().isEmpty()) {
            line("");
            line("What was tried in vain");
            recording.remarks().stream()
                    .limit(MOST)
                    .forEach(remark ->
                            line("   " + column(times.words(remark.at()), timeWidth()) + " " + remark.text()));
        }
        if (recording.exhausted()) {
            line("");
            line(
                    "The rehearsal was broken off: it takes too many steps. End it with a line such as 'until Fri 18:00'.");
        }
    }

    private String length(Instant from, Optional<Instant> to) {
        return Lengths.words(Duration.between(from, to.orElse(recording.end()))) + (to.isEmpty() ? "+" : "");
    }

    private int stageWidth() {
        return recording.pipeline().stages().stream()
                .mapToInt(stage -> stage.name().length())
                .max()
                .orElse(0);
    }

    private int timeWidth() {
        return times.words(recording.end()).length();
    }

    private static String column(String content, int width) {
        return content + " ".repeat(Math.max(0, width - content.length()));
    }

    private void line(String content) {
        text.append(content.stripTrailing()).append('\n');
    }
}

package io.jenkins.plugins.stagegate.rehearsal;

import io.jenkins.plugins.stagegate.decision.Direction;
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
    private static final int MOST = 100;

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
        var ending = journey.ending().isEmpty() ? "" : ", " + Story.stripped(journey.ending());
        var waited = journey.waited(wait -> true, recording.end());
        line("#" + journey.number() + " " + (title + by).strip());
        line("   " + Story.word(journey.status()) + ending + "; "
                + Lengths.words(Duration.between(journey.from(), journey.to().orElse(recording.end())))
                + (waited.isZero() ? "" : ", waited " + Lengths.words(waited)));
        rows(journey).forEach(row -> line("   " + column(times.words(row.at()), 10) + " " + row.text()));
        line("");
    }

    /** Something at a time; of two at the same time, the more general one first. */
    private record Row(Instant at, int rank, String text) {}

    private List<Row> rows(Journey journey) {
        var rows = new ArrayList<Row>();
        for (Visit visit : journey.visits()) {
            rows.add(new Row(
                    visit.from(),
                    1,
                    column(visit.stage(), stageWidth()) + " " + column(length(visit.from(), visit.to()), 7)
                            + bouts(visit) + (visit.status() == StageStatus.SUCCEEDED ? "" : "  " + result(visit))));
        }
        for (Wait wait : folded(journey.waits())) {
            rows.add(new Row(
                    wait.from(),
                    wait.inFront() ? 0 : 2,
                    column(wait.stage(), stageWidth()) + " " + column(length(wait.from(), wait.to()), 7) + "waits: "
                            + wait.sentence() + (wait.to().isEmpty() ? " Freed by: " + wait.frees() + "." : "")));
        }
        journey.moments().forEach(moment -> rows.add(
                new Row(moment.at(), 3, column("", stageWidth()) + " " + column("", 7) + moment.text())));
        rows.sort(Comparator.comparing(Row::at).thenComparingInt(Row::rank));
        return rows;
    }

    /** What one waits for in front of a stage while its place in the queue changes is one wait for the reader. */
    private static List<Wait> folded(List<Wait> waits) {
        var folded = new ArrayList<Wait>();
        for (Wait wait : waits) {
            var last = folded.isEmpty() ? null : folded.get(folded.size() - 1);
            if (last != null && lines(last) && lines(wait) && last.stage().equals(wait.stage())
                    && last.to().equals(Optional.of(wait.from()))) {
                folded.set(
                        folded.size() - 1,
                        new Wait(last.execution(), last.stage(), last.reason(), last.from(), wait.to(), last.sentence(), wait.frees(), last.ahead()));
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
        return bout.to().map(to -> Lengths.words(Duration.between(bout.from(), to))).orElse("...")
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
                    .forEach(row -> line("   " + column(times.words(row.at()), 10) + " " + row.text()));
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
            journey.visits().stream()
                    .filter(visit -> visit.stage().equals(stage))
                    .forEach(visit -> rows.add(new Row(
                            visit.from(),
                            1,
                            column(until(visit.to()), 12) + column("#" + journey.number(), 5)
                                    + column(length(visit.from(), visit.to()), 7) + result(visit))));
        }
        recording.closures().stream()
                .filter(closure -> closure.stage().equals(stage))
                .forEach(closure -> rows.add(new Row(
                        closure.from(),
                        0,
                        column(until(closure.to()), 12) + "way " + (closure.direction() == Direction.INBOUND ? "in" : "out")
                                + " closed by " + closure.by() + ": " + closure.reason())));
        rows.sort(Comparator.comparing(Row::at).thenComparingInt(Row::rank));
        return rows;
    }

    private String until(Optional<Instant> to) {
        return to.map(at -> "- " + times.words(at)).orElse("- ...");
    }

    private void waiting() {
        var totals = Story.totals(recording);
        if (totals.isEmpty()) {
            line("Nothing waited.");
            return;
        }
        line("What was waited for");
        for (Story.Total total : totals) {
            line("   " + column(Lengths.words(total.sum()), 8) + total.cause() + ": "
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
                    .forEach(remark -> line("   " + column(times.words(remark.at()), 10) + " " + remark.text()));
        }
        if (recording.exhausted()) {
            line("");
            line("The rehearsal was broken off after " + Rehearsal.MOST_STEPS + " steps. End it with a line such as"
                    + " 'until Fri 18:00'.");
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

    private static String column(String content, int width) {
        return content.length() >= width ? content + " " : content + " ".repeat(width - content.length());
    }

    private void line(String content) {
        text.append(content.stripTrailing()).append('\n');
    }
}

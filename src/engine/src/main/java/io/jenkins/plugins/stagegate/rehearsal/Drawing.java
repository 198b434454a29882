package io.jenkins.plugins.stagegate.rehearsal;

import static io.jenkins.plugins.stagegate.rehearsal.Markup.label;
import static io.jenkins.plugins.stagegate.rehearsal.Markup.line;
import static io.jenkins.plugins.stagegate.rehearsal.Markup.number;
import static io.jenkins.plugins.stagegate.rehearsal.Markup.rectangle;

import io.jenkins.plugins.stagegate.decision.ActionStatus;
import io.jenkins.plugins.stagegate.decision.StageStatus;
import io.jenkins.plugins.stagegate.rehearsal.Lane.Stay;
import io.jenkins.plugins.stagegate.rehearsal.Visit.Bout;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A recording drawn to scale: a lane for each stage, a bar for each stay, hatched where it waits. */
final class Drawing {
    private static final double AXIS = 34;
    private static final double BAR = Lane.ROW - 4;
    private static final double SLIM = Lane.THIN - 4;
    /** What a letter needs, in pixels. */
    private static final double LETTER = 6;
    /** What a digit of an execution's number needs, in pixels. */
    private static final double DIGIT = 8.5;

    private static final int HUES = 8;
    /** More shapes than that make a page that no browser likes. */
    private static final int MOST = 8_000;

    private final Recording recording;
    private final Scale scale;
    private final List<Lane> lanes;
    private final StringBuilder svg = new StringBuilder();

    Drawing(Recording recording) {
        this.recording = recording;
        this.scale = Scale.of(recording);
        this.lanes = recording.pipeline().stages().stream()
                .map(stage -> Lane.of(recording, stage, scale))
                .toList();
    }

    /** Whether there is so much that it is not drawn. */
    boolean tooMuch() {
        return recording.journeys().stream()
                        .mapToInt(journey ->
                                journey.visits().size() + journey.waits().size())
                        .sum()
                > MOST;
    }

    List<Lane> lanes() {
        return lanes;
    }

    double axisHeight() {
        return AXIS;
    }

    String svg() {
        double height = AXIS + lanes.stream().mapToDouble(Lane::height).sum();
        svg.append("<svg role=\"img\" aria-label=\"What was in which stage when\" width=\"")
                .append(number(scale.width()))
                .append("\" height=\"")
                .append(number(height))
                .append("\" xmlns=\"http://www.w3.org/2000/svg\">")
                .append("<defs><pattern id=\"hatch\" width=\"7\" height=\"7\" patternUnits=\"userSpaceOnUse\"")
                .append(
                        " patternTransform=\"rotate(45)\"><rect class=\"gap\" width=\"3.5\" height=\"7\"/></pattern></defs>");
        double y = AXIS;
        for (Lane lane : lanes) {
            background(lane, y);
            y += lane.height();
        }
        axis(height);
        y = AXIS;
        for (Lane lane : lanes) {
            rows(lane, y);
            y += lane.height();
        }
        return svg.append("</svg>").toString();
    }

    private void axis(double height) {
        double days = -1000;
        for (Instant mark : scale.marks()) {
            double x = scale.x(mark);
            boolean midnight = scale.midnight(mark);
            add(line(midnight ? "day" : "hour", x, AXIS - 6, x, height));
            if (!midnight && x < scale.width() - 30) {
                add(label("time", x + 3, AXIS - 8, recording.times().clock(mark)));
            } else if (midnight && x - days > 100 && x < scale.width() - 80) {
                add(label("date", x + 3, AXIS - 20, recording.times().full(mark).substring(0, 14)));
                days = x;
            }
        }
        if (scale.marks().stream().filter(scale::midnight).allMatch(mark -> scale.x(mark) > 110)) {
            add(label("date", 3, AXIS - 20, recording.times().full(scale.from()).substring(0, 14)));
        }
    }

    private void background(Lane lane, double y) {
        add(rectangle("lane", 0, y, scale.width(), lane.height(), ""));
        add(line("edge", 0, y, scale.width(), y));
        double text = -1000;
        for (Windows.Open open : lane.windows()) {
            double x = scale.x(open.from());
            double width = scale.x(open.to()) - x;
            add(rectangle(
                    "open",
                    x,
                    y,
                    width,
                    lane.height(),
                    open.rule() + " is open, " + span(open.from(), Optional.of(open.to()))));
            add(rectangle("open-edge", x, y, width, 3, ""));
            if (width > 80 && x - text > 200) {
                add(label("open-text", x + 4, y + 15, "window open"));
                text = x;
            }
        }
        for (Closure closure : lane.closures()) {
            double x = scale.x(closure.from());
            double width = scale.x(closure.to().orElse(recording.end())) - x;
            var what = closure.sentence();
            add(rectangle("closed", x, y, width, lane.height(), what + ", " + span(closure.from(), closure.to())));
            add(rectangle("closed-edge", x, y, width, 3, ""));
            int room = (int) (width / LETTER);
            if (room > 8) {
                add(label(
                        "closed-text", x + 4, y + 15, what.length() > room ? what.substring(0, room - 1) + "…" : what));
            }
        }
    }

    private void rows(Lane lane, double y) {
        double top = y + lane.top();
        for (List<Stay> row : lane.inside()) {
            for (int i = 0; i < row.size(); i++) {
                double next =
                        i + 1 < row.size() ? scale.x(row.get(i + 1).visit().from()) : scale.width();
                stay(row.get(i), top, next);
            }
            top += Lane.ROW;
        }
        top = y + lane.top() + Math.max(1, lane.inside().size()) * Lane.ROW;
        for (List<Wait> row : lane.inFront()) {
            for (int i = 0; i < row.size(); i++) {
                double next = i + 1 < row.size() ? scale.x(row.get(i + 1).from()) : scale.width();
                wait(row.get(i), top, next);
            }
            top += Lane.THIN;
        }
    }

    private void stay(Stay stay, double y, double next) {
        var visit = stay.visit();
        double x = scale.x(visit.from());
        double width = width(visit.from(), visit.to());
        add(rectangle("bar " + hue(stay.journey().number()) + kind(visit), x, y, width, BAR, title(stay)));
        double room = room(stay.journey().number());
        for (Wait wait : stay.journey().waits()) {
            if (!wait.inFront() && wait.stage().equals(visit.stage()) && visit.at(wait.from())) {
                hatch(wait, "#" + wait.execution() + " ", y, BAR, Math.max(scale.x(wait.from()), x + room));
            }
        }
        for (Bout bout : visit.bouts()) {
            bout(stay, bout, y);
        }
        name(stay.journey().number(), x, width, next, y, BAR);
    }

    /** What of an action is seen without pointing at it: a failure, and a decision. */
    private void bout(Stay stay, Bout bout, double y) {
        var end = bout.to();
        if (end.isPresent() && bout.status() == ActionStatus.FAILED) {
            var what = "#" + stay.journey().number() + " " + bout.action() + " failed, " + span(bout.from(), end);
            add(rectangle("failed", scale.x(bout.from()), y + BAR - 5, width(bout.from(), end), 5, what));
        }
        if (end.isPresent() && bout.approval() && bout.status() != ActionStatus.ABANDONED) {
            boolean good = bout.status() == ActionStatus.SUCCEEDED;
            double x = scale.x(end.get());
            add("<path class=\"" + (good ? "yes" : "no") + "\" d=\"M" + number(x) + " " + number(y - 1)
                    + "l6 6l-6 6l-6 -6z\"><title>"
                    + Markup.text(
                            "#" + stay.journey().number() + " " + bout.action() + (good ? " approved" : " not approved")
                                    + " at " + recording.times().words(end.get()))
                    + "</title></path>");
        }
    }

    private void wait(Wait wait, double y, double next) {
        double x = scale.x(wait.from());
        double width = width(wait.from(), wait.to());
        add(rectangle("bar slim " + hue(wait.execution()), x, y, width, SLIM, ""));
        var what = "#" + wait.execution() + " waits in front of " + wait.stage() + ". ";
        hatch(wait, what, y, SLIM, x + room(wait.execution()));
        name(wait.execution(), x, width, next, y, SLIM);
    }

    /** Hatches what is a wait, with its reason in it where there is room. */
    private void hatch(Wait wait, String title, double y, double height, double text) {
        double x = scale.x(wait.from());
        double width = width(wait.from(), wait.to());
        add(rectangle("wait", x, y, width, height, title + wait.sentence() + " " + span(wait.from(), wait.to())));
        double letters = wait.sentence().length() * LETTER + 8;
        if (x + width - text > letters) {
            add(rectangle("paper", text, y, letters, height, ""));
            add(label("reason", text + 4, y + height / 2 + 4, wait.sentence()));
        }
    }

    /** Its number, on its colour in the bar, or beside it, where there is room. */
    private void name(long number, double x, double width, double next, double y, double height) {
        double room = room(number);
        if (width >= room) {
            add(rectangle("bar " + hue(number), x, y, room, height, ""));
            add(label("in", x + 4, y + height / 2 + 4, "#" + number));
        } else if (next - x - width > room) {
            add(label("beside", x + width + 3, y + height / 2 + 4, "#" + number));
        }
    }

    /** What a number needs, in pixels. */
    private static double room(long number) {
        return 8 + (1 + Long.toString(number).length()) * DIGIT;
    }

    private String title(Stay stay) {
        var visit = stay.visit();
        var actions = visit.bouts().stream()
                .map(bout -> bout.action() + " "
                        + Lengths.words(Duration.between(bout.from(), bout.to().orElse(recording.end())))
                        + (bout.status() == ActionStatus.SUCCEEDED
                                ? ""
                                : " " + word(bout.status().label())))
                .collect(Collectors.joining(", "));
        var result = visit.to().isEmpty() ? "still there" : word(visit.status().label());
        return "#" + stay.journey().number() + " in " + visit.stage() + ": " + result + ", "
                + span(visit.from(), visit.to()) + (actions.isEmpty() ? "" : "\n" + actions);
    }

    private static String word(String status) {
        return status.toLowerCase(Locale.ROOT);
    }

    private static String kind(Visit visit) {
        if (visit.to().isEmpty()) {
            return " there";
        }
        return visit.status() == StageStatus.SUCCEEDED
                ? ""
                : " " + word(visit.status().label());
    }

    private static String hue(long number) {
        return "h" + (number - 1) % HUES;
    }

    private String span(Instant from, Optional<Instant> to) {
        return recording.times().words(from) + " to "
                + to.map(recording.times()::words).orElse("the end") + " ("
                + Lengths.words(Duration.between(from, to.orElse(recording.end()))) + ")";
    }

    /** At least as much as can be seen. */
    private double width(Instant from, Optional<Instant> to) {
        return Math.max(2, scale.x(to.orElse(recording.end())) - scale.x(from));
    }

    private void add(String shape) {
        svg.append(shape);
    }
}

package io.jenkins.plugins.stagegate.rehearsal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.Objects;

/** A recording as a page of its own, with a drawing. It needs no script and nothing from anywhere else. */
public final class TimelinePage {
    /** More than anybody reads; what is left out is said. */
    private static final int MOST = 500;

    private final Scenario scenario;
    private final Recording recording;
    private final Times times;
    private final StringBuilder page = new StringBuilder();

    private TimelinePage(Scenario scenario, Recording recording) {
        this.scenario = scenario;
        this.recording = recording;
        this.times = recording.times();
    }

    /**
     * The page in HTML.
     *
     * @param name of the scenario, for people
     */
    public static String of(String name, Scenario scenario, Recording recording) {
        var timeline = new TimelinePage(scenario, recording);
        timeline.write(name);
        return timeline.page.toString();
    }

    private void write(String name) {
        add("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                + "<meta name=\"color-scheme\" content=\"light dark\">\n<title>Rehearsal: " + Markup.text(name)
                + "</title>\n<style>\n" + style() + "</style>\n</head>\n<body>\n<main>\n");
        add("<h1>Rehearsal: " + Markup.text(name) + "</h1>\n<p class=\"soft\">"
                + Markup.text(times.full(times.start()) + " to " + times.full(recording.end()) + ", " + times.zone()
                        + ": " + Lengths.words(recording.length()))
                + "</p>\n");
        expectations();
        drawing();
        totals();
        executions();
        remarks();
        details("The timeline as text", TimelineText.of(recording));
        details("The scenario", scenario.text());
        add("</main>\n</body>\n</html>\n");
    }

    private void expectations() {
        if (scenario.expectations().isEmpty() && recording.misses().isEmpty()) {
            return;
        }
        add("<ul class=\"expectations\">\n");
        for (Expectation expectation : scenario.expectations()) {
            boolean met = recording.misses().stream().noneMatch(miss -> miss.line() == expectation.line());
            if (met) {
                add("<li class=\"met\"><b>met</b> " + Markup.text(expectation.text()) + "</li>\n");
            }
        }
        for (Miss miss : recording.misses()) {
            add("<li class=\"missed\"><b>missed</b> " + Markup.text(miss.expected()) + "<br><span>line " + miss.line()
                    + ": " + Markup.text(miss.happened()) + "</span></li>\n");
        }
        add("</ul>\n");
    }

    private void drawing() {
        var drawing = new Drawing(recording);
        if (drawing.tooMuch()) {
            add("<p>There is too much to draw. A shorter rehearsal, ended by <code>until</code>, has a drawing.</p>\n");
            return;
        }
        add("<div class=\"drawing\">\n<div class=\"names\"><div style=\"height:" + Markup.number(drawing.axisHeight())
                + "px\"></div>");
        for (Lane lane : drawing.lanes()) {
            add("<div class=\"name\" style=\"height:" + Markup.number(lane.height()) + "px\"><b>"
                    + Markup.text(lane.stage().name()) + "</b></div>");
        }
        add("</div>\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Drawing\">" + drawing.svg()
                + "</div>\n</div>\n");
        add(
                "<ul class=\"legend\"><li><i class=\"k-bar\"></i>in the stage</li><li><i class=\"k-wait\"></i>waits in it</li>"
                        + "<li><i class=\"k-slim\"></i>waits in front of it</li><li><i class=\"k-failed\"></i>failed</li>"
                        + "<li><i class=\"k-yes\"></i>approved</li><li><i class=\"k-open\"></i>window open</li>"
                        + "<li><i class=\"k-closed\"></i>transition closed</li>"
                        + "<li class=\"soft\">To scale. Point at anything to read about it.</li></ul>\n");
    }

    private void totals() {
        var totals = Story.totals(recording);
        if (totals.isEmpty()) {
            add("<p>Nothing waited.</p>\n");
            return;
        }
        add(
                "<h2>What was waited for</h2>\n<div class=\"table\"><table>\n<tr><th>For</th><th class=\"n\">Altogether</th>"
                        + "<th class=\"n\">Executions</th><th class=\"n\">Longest</th></tr>\n");
        for (Story.Total total : totals) {
            add("<tr><td>" + Markup.text(total.cause()) + "</td><td class=\"n\">" + Lengths.words(total.sum())
                    + "</td><td class=\"n\">" + total.executions() + "</td><td class=\"n\">"
                    + Lengths.words(total.longest()) + " #" + total.who() + "</td></tr>\n");
        }
        add("</table></div>\n");
    }

    private void executions() {
        add(
                "<h2>Executions</h2>\n<div class=\"table\"><table>\n<tr><th class=\"n\">#</th><th>Change</th><th>Began</th><th>Outcome</th>"
                        + "<th class=\"n\">Took</th><th class=\"n\">Waited</th><th>Longest wait</th></tr>\n");
        recording.journeys().stream().limit(MOST).forEach(this::execution);
        add("</table></div>\n");
        if (recording.journeys().size() > MOST) {
            add("<p class=\"soft\">And " + (recording.journeys().size() - MOST) + " more.</p>\n");
        }
    }

    private void execution(Journey journey) {
        var change = journey.rollback() ? "rollback" : journey.title();
        var by = journey.by().isEmpty() ? "" : " by " + journey.by();
        var waited = journey.waited(wait -> true, recording.end());
        var longest = journey.waits().stream()
                .max(Comparator.comparing(wait -> Story.length(recording, wait)))
                .map(wait ->
                        Lengths.words(Story.length(recording, wait)) + " at " + wait.stage() + ": " + wait.sentence())
                .orElse("");
        add("<tr><td class=\"n\"><i class=\"hue h" + (journey.number() - 1) % 8 + "\"></i>" + journey.number()
                + "</td><td>"
                + Markup.text((change + by).strip()) + "</td><td class=\"t\">"
                + Markup.text(times.words(journey.from())) + "</td><td class=\"s-"
                + Story.word(journey.status()).replace(' ', '-') + "\">" + Markup.text(Story.outcome(journey))
                + "</td><td class=\"n\">"
                + Lengths.words(Duration.between(journey.from(), journey.to().orElse(recording.end())))
                + "</td><td class=\"n\">"
                + (waited.isZero() ? "" : Lengths.words(waited)) + "</td><td>" + Markup.text(longest) + "</td></tr>\n");
    }

    private void remarks() {
        if (!recording.remarks().isEmpty()) {
            add("<h2>What was tried in vain</h2>\n<ul>\n");
            recording.remarks().stream()
                    .limit(MOST)
                    .forEach(remark ->
                            add("<li>" + Markup.text(times.words(remark.at()) + ": " + remark.text()) + "</li>\n"));
            add("</ul>\n");
        }
    }

    private void details(String heading, String content) {
        add("<details><summary>" + heading + "</summary><pre>" + Markup.text(content) + "</pre></details>\n");
    }

    private static String style() {
        try (var stream = Objects.requireNonNull(TimelinePage.class.getResourceAsStream("timeline.css"))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(String html) {
        page.append(html);
    }
}

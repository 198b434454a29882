package io.jenkins.plugins.stagegate.view;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.zip.GZIPOutputStream;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/**
 * How fast the view is where it is hard. What was measured is written to {@code target/figures.txt}; the bounds are wide, since
 * machines differ: they catch a mistake, not a percent.
 */
public class PerformanceTest {
    private static final Path FIGURES = Path.of("target", "figures.txt");

    @Rule
    public final TestHost host = new TestHost();

    @Rule
    public final Browser browser = new Browser();

    private String watch;

    @Before
    public void marksWhatComes() {
        watch = browser.beforeLoading(
                """
                const marks = { stage: '.stage', history: '.history tbody tr' };
                const look = () => {
                  const root = document.querySelector('stage-gate-line')?.shadowRoot;
                  for (const [name, selector] of Object.entries(marks)) {
                    if (root?.querySelector(selector)) { performance.mark('first-' + name); delete marks[name]; }
                  }
                  if (Object.keys(marks).length) requestAnimationFrame(look);
                };
                requestAnimationFrame(look);
                """);
    }

    @After
    public void watchesNoMore() {
        browser.loadWithout(watch);
    }

    @Test
    public void showsFiftyStagesOfFiftyActionsSoon() throws IOException {
        host.show(Fixture.large(50, 50));
        browser.load(host, "en");
        browser.until(() -> browser.all(".stage").size() == 50);

        double first = firstPaintOf("stage");
        figure("50 stages x 50 actions, 50 executions: line on the page after", first, "ms");
        assertThat(first).isLessThan(10_000);
    }

    @Test
    public void staysSmoothWhileFiftyExecutionsMove() throws Exception {
        host.show(Fixture.large(50, 50));
        browser.load(host, "en");
        browser.until(() -> browser.all(".stage").size() == 50);
        browser.until(() -> browser.text(".fresh").equals("Live"));
        browser.run(
                """
                window.frames50 = [];
                let last = performance.now();
                const count = (now) => { window.frames50.push(now - last); last = now; requestAnimationFrame(count); };
                requestAnimationFrame(count);
                """);
        tenASecond(40, change -> {
            Fixture.run(host.state(), "Stage " + (change + 1), "Action 7").put("percentComplete", change + 1);
            host.changed();
        });
        browser.until(() -> browser.all(".progress").size() == 40);
        Map<?, ?> frames = (Map<?, ?>)
                browser.run(
                        """
                const all = [...window.frames50].sort((one, other) => one - other);
                const sum = all.reduce((one, other) => one + other, 0);
                return { fps: 1000 * all.length / sum, median: all[all.length >> 1], p95: all[Math.floor(all.length * 0.95)], longest: all.at(-1) };
                """);
        figure("40 changes, ten a second: frames a second", number(frames, "fps"), "");
        figure("  a frame, median", number(frames, "median"), "ms");
        figure("  a frame, 95th percentile", number(frames, "p95"), "ms");
        figure("  the longest frame", number(frames, "longest"), "ms");
        assertThat(number(frames, "longest")).isLessThan(3_000);
    }

    @Test
    public void showsAPageWithAThousandPastExecutionsSoon() throws IOException {
        host.showExecutions(past(1000, 20), past(980, 980));
        browser.open(host);

        double first = firstPaintOf("history");
        figure("1,000 past executions: the newest of them on the page after", first, "ms");
        assertThat(first).isLessThan(5_000);
        long before = System.nanoTime();
        browser.click(".more button");
        browser.until(() -> browser.all(".history tbody tr").size() == 1000);
        figure("  all of them in the table, from the click", (System.nanoTime() - before) / 1e6, "ms");
        double again = ((Number)
                        browser.await(
                                """
                const done = arguments[0];
                const line = document.querySelector('stage-gate-line');
                const start = performance.now();
                line.draw();
                queueMicrotask(() => { line.offsetHeight; done(performance.now() - start); });
                """))
                .doubleValue();
        figure("  drawing again with all of them", again, "ms");
        assertThat(again).isLessThan(500);
    }

    @Test
    public void sendsFewBytesForAnUpdate() throws IOException {
        bytes("6 stages, 5 executions", Fixture.read("line.json"));
        bytes("50 stages x 50 actions, 50 executions", Fixture.large(50, 50));
        bytes("a page of 20 executions", past(1000, 20));

        assertThat(zipped(Fixture.atThisTime(Fixture.read("line.json")))).isLessThan(8_000);
    }

    private static ObjectNode past(int newest, int count) {
        ObjectNode page = Fixture.object();
        ArrayNode all = page.putArray("pipelineExecutionSummaries");
        for (int number = newest; number > newest - count; number--) {
            ObjectNode one = all.addObject()
                    .put("pipelineExecutionId", "past-" + number)
                    .put("number", number)
                    .put("status", number % 7 == 0 ? "Failed" : "Succeeded")
                    .put("startTime", "now-PT" + (1001 - number) + "H")
                    .put("lastUpdateTime", "now-PT" + (1001 - number) + "H");
            one.putObject("trigger").put("triggerType", "WebhookV2");
            one.putArray("sourceRevisions")
                    .addObject()
                    .put("actionName", "Shop")
                    .put("revisionId", Integer.toHexString(number * 7919).repeat(8))
                    .put("revisionSummary", "Change number " + number + " of the shop");
        }
        return newest == 1000 && count < 1000 ? page.put("nextToken", String.valueOf(newest - count)) : page;
    }

    /** Ends with the exception of the last time, if that one fails. */
    private static void tenASecond(int times, IntConsumer what) throws InterruptedException, ExecutionException {
        var clock = Executors.newSingleThreadScheduledExecutor();
        try {
            ScheduledFuture<?> last = null;
            for (int time = 0; time < times; time++) {
                int change = time;
                last = clock.schedule(() -> what.accept(change), 100L * time, TimeUnit.MILLISECONDS);
            }
            last.get();
        } finally {
            clock.shutdownNow();
        }
    }

    /** When it was first on the page, after the beginning of the navigation, to the next frame. */
    private double firstPaintOf(String what) {
        return ((Number) browser.run("return performance.getEntriesByName('first-' + arguments[0])[0].startTime", what))
                .doubleValue();
    }

    private static void bytes(String what, JsonNode answer) throws IOException {
        JsonNode sent = Fixture.atThisTime(answer);
        figure(what + ": an answer, as it is", sent.toString().getBytes(UTF_8).length, "bytes");
        figure(what + ": an answer, compressed", zipped(sent), "bytes");
    }

    private static int zipped(JsonNode answer) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(bytes)) {
            zip.write(answer.toString().getBytes(UTF_8));
        }
        return bytes.size();
    }

    private static double number(Map<?, ?> figures, String name) {
        return ((Number) figures.get(name)).doubleValue();
    }

    private static void figure(String what, double value, String unit) throws IOException {
        Files.writeString(
                FIGURES,
                "%s: %.0f %s%n".formatted(what, value, unit),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }
}

package io.jenkins.plugins.stagegate.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.stagegate.model.Rule;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

public class HttpCheckTest {
    private final HttpCheck check = new HttpCheck();
    private final List<String> asked = new ArrayList<>();
    private final StillClock clock = new StillClock();
    private HttpServer server;
    private int goodFrom;

    /** Stands still until somebody rests. */
    private static final class StillClock extends Clock {
        private Instant now = Instant.parse("2026-03-02T09:00:00Z");

        private void rest(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @Before
    public void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            var path = exchange.getRequestURI().getPath();
            if (path.equals("/moved")) {
                exchange.getResponseHeaders().add("Location", "/health");
            }
            var body = path.equals("/large") ? "x".repeat(3 << 20) : "{\"status\":\"UP\"}";
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            int status = path.equals("/moved") ? 302 : asked.size() >= goodFrom ? 200 : 503;
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(status, head ? -1 : bytes.length);
            if (!head) {
                try (var out = exchange.getResponseBody()) {
                    out.write(bytes);
                } catch (IOException e) {
                    assertThat(path).as("who may hang up").isEqualTo("/large");
                }
            }
            exchange.close();
        });
        server.start();
    }

    @After
    public void stop() {
        server.stop(0);
    }

    @Test
    public void holdsWhenTheAddressAnswersWell() throws Exception {
        assertThat(check.once(rule("/health", Map.of())))
                .isEqualTo(new Finding(true, place("/health") + " answered 200."));
    }

    @Test
    public void wantsTheStatusThatIsNamed() throws Exception {
        assertThat(check.once(rule("/health", Map.of("Status", "204"))).summary())
                .isEqualTo(place("/health") + " answered 200, not 204.");
    }

    @Test
    public void followsNoRedirect() throws Exception {
        assertThat(check.once(rule("/moved", Map.of())).holds()).isFalse();
        assertThat(check.once(rule("/moved", Map.of("Status", "302"))).holds()).isTrue();
    }

    @Test
    public void looksForATextInTheAnswer() throws Exception {
        assertThat(check.once(rule("/health", Map.of("Contains", "\"UP\""))).holds())
                .isTrue();
        assertThat(check.once(rule("/health", Map.of("Contains", "\"DOWN\""))).summary())
                .endsWith("answered 200, but without '\"DOWN\"'.");
    }

    @Test
    public void readsTheBeginningOfALongAnswerAlone() throws Exception {
        assertThat(check.once(rule("/large", Map.of("Contains", "xxx"))).holds())
                .isTrue();
        assertThat(check.once(rule("/large", Map.of("Contains", "y"))).holds()).isFalse();
    }

    @Test
    public void asksByTheMethodThatIsNamed() throws Exception {
        assertThat(check.once(rule("/health", Map.of("Method", "HEAD"))).holds())
                .isTrue();
        assertThat(asked).containsExactly("HEAD /health");
    }

    @Test
    public void triesThreeTimesWithoutATimeout() throws Exception {
        goodFrom = 4;
        assertThat(check.look(rule("/health", Map.of()), clock, clock::rest).holds())
                .isFalse();
        assertThat(asked).hasSize(3);
    }

    @Test
    public void triesUntilItHoldsOrItsTimeIsOver() throws Exception {
        goodFrom = 20;
        var patient = within(Duration.ofMinutes(5));
        assertThat(check.look(patient, clock, clock::rest).holds()).isTrue();
        assertThat(asked).hasSize(20);
        goodFrom = 1000;
        assertThat(check.look(patient, clock, clock::rest).holds()).isFalse();
        assertThat(asked).hasSize(20 + 31);
    }

    @Test
    public void saysWhatIsWrongWithAnAddress() throws Exception {
        assertThat(check.once(ruleAt("ftp://example.com", Map.of())).summary()).contains("makes no sense");
        server.stop(0);
        var nobody = check.once(rule("/health?key=secret", Map.of()));
        assertThat(nobody.holds()).isFalse();
        assertThat(nobody.summary()).contains("does not answer").doesNotContain("secret");
    }

    @Test
    public void manyOfThemShareOneClient() throws Exception {
        check.once(rule("/health", Map.of()));
        long before = clients();
        for (int i = 0; i < 20; i++) {
            new HttpCheck().once(rule("/health", Map.of()));
        }

        assertThat(clients()).isEqualTo(before);
    }

    /** Each client has a thread that waits for all its connections. */
    private static long clients() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().endsWith("SelectorManager"))
                .count();
    }

    private String place(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private Rule within(Duration timeout) {
        return new Rule(
                "Health",
                HttpCheck.PROVIDER,
                Map.of("Url", place("/health")),
                List.of(),
                List.of(),
                Optional.of(timeout));
    }

    private Rule rule(String path, Map<String, String> settings) {
        return ruleAt(place(path), settings);
    }

    private static Rule ruleAt(String url, Map<String, String> settings) {
        var configuration = new LinkedHashMap<>(settings);
        configuration.put("Url", url);
        return new Rule("Health", HttpCheck.PROVIDER, configuration, List.of(), List.of(), Optional.empty());
    }
}

package io.jenkins.plugins.stagegate.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.Rule;
import org.junit.Test;

public class EventsOptionTest {
    private static final JsonMapper MAPPER = new JsonMapper();

    @Rule
    public final Project project = new Project();

    @Test
    public void writesEverythingThatHappensIntoAFile() throws Exception {
        project.define("stage('Build') { build('Package') { commands 'true' } }");
        assertThat(project.start("run", "--events", "events.jsonl").exitCode()).isZero();
        var events = events();
        assertThat(events.get(0).path("detail-type").asText())
                .isEqualTo("CodePipeline Pipeline Execution State Change");
        assertThat(events.get(0).path("detail").path("state").asText()).isEqualTo("STARTED");
        assertThat(events.get(events.size() - 1).path("detail").path("state").asText())
                .isEqualTo("SUCCEEDED");
        assertThat(ids(events)).doesNotHaveDuplicates();
    }

    @Test
    public void losesNothingAndKeepsTheOrderWhenItIsKilled() throws Exception {
        project.define("stage('Build') { build('Package') { commands 'echo up > \"$PROJECT/up\"; sleep 3' } }");
        var killed = project.start("run", "--events", "events.jsonl");
        killed.says("started  Package");
        killed.crash();
        assertThat(project.start("run", "--events", "events.jsonl").exitCode()).isZero();
        var seen = new LinkedHashSet<String>();
        for (JsonNode event : events()) {
            seen.add(event.path("id").asText() + " "
                    + event.path("detail").path("state").asText());
        }
        assertThat(seen.stream().map(one -> one.substring(37)))
                .containsExactly(
                        "STARTED",
                        "STARTED",
                        "STARTED",
                        "SUCCEEDED",
                        "SUCCEEDED",
                        "STARTED",
                        "STARTED",
                        "SUCCEEDED",
                        "SUCCEEDED",
                        "SUCCEEDED");
    }

    @Test
    public void postsEachEventAgainUntilItIsTaken() throws Exception {
        project.define("stage('Build') { build('Package') { commands 'true' } }");
        var posted = new CopyOnWriteArrayList<String>();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/hook", exchange -> {
            posted.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(posted.size() == 2 ? 503 : 204, -1);
            exchange.close();
        });
        server.start();
        try {
            var address = "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
            assertThat(project.start("run", "--events", address).exitCode()).isZero();
            assertThat(project.start("run", "--events", address).exitCode()).isZero();
        } finally {
            server.stop(0);
        }
        var ids = new ArrayList<String>();
        for (String body : posted) {
            ids.add(MAPPER.readTree(body).path("id").asText());
        }
        assertThat(ids.get(2)).isEqualTo(ids.get(1));
        assertThat(new LinkedHashSet<>(ids)).hasSize(20);
    }

    @Test
    public void refusesAPlaceThatIsNoPlaceBeforeItBeginsAnything() throws Exception {
        project.define("stage('Build') { build('Package') { commands 'true' } }");
        for (String wrong : List.of("ftp://example.com/", "http://", "no/such/folder/events.jsonl", ".")) {
            var run = project.start("run", "--events", wrong);
            assertThat(run.exitCode()).as(wrong).isEqualTo(2);
            assertThat(run.text()).as(wrong).doesNotContain("Exception");
        }
    }

    private List<JsonNode> events() throws IOException {
        var events = new ArrayList<JsonNode>();
        for (String line : Files.readAllLines(project.folder().resolve("events.jsonl"))) {
            events.add(MAPPER.readTree(line));
        }
        return events;
    }

    private static List<String> ids(List<JsonNode> events) {
        return events.stream().map(event -> event.path("id").asText()).toList();
    }
}

package io.jenkins.plugins.stagegate.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.stagegate.local.Eventually;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

public class ServeVerbTest {
    private static final String PIPELINE =
            """
            stage('Build') { build('Package') { commands 'echo one', 'echo two' } }
            stage('Approve') { approval('ShipIt') { message 'Ship it?' } }
            """;

    @Rule
    public final Project project = new Project();

    private final HttpClient client = HttpClient.newHttpClient();
    private Project.Running serve;
    private String base;
    private String key;

    @Before
    public void serve() throws Exception {
        project.define(PIPELINE);
        begin();
    }

    private void begin(String... files) throws Exception {
        var arguments = new ArrayList<>(List.of("serve", "--port", "0"));
        arguments.addAll(List.of(files));
        serve = project.start(arguments.toArray(String[]::new)).says("key=");
        var address = serve.text().replaceAll("(?s).*Open (\\S+).*", "$1");
        base = address.substring(0, address.indexOf('?'));
        key = address.substring(address.indexOf("key=") + 4);
    }

    @Test
    public void givesAPageThatLoadsNothingFromElsewhereToItsOwnerOnly() throws Exception {
        assertThat(send(HttpRequest.newBuilder(URI.create(base))).statusCode()).isEqualTo(403);

        var entrance = send(HttpRequest.newBuilder(URI.create(base + "?key=" + key)));
        assertThat(entrance.statusCode()).isEqualTo(302);
        var cookie = entrance.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie).contains("HttpOnly").contains("SameSite=Strict");

        var page = send(HttpRequest.newBuilder(URI.create(base)).header("Cookie", cookie.split(";", 2)[0]));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("<stage-gate-line base=\"/pipelines/shop/\"");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'self'")
                .doesNotContain("unsafe");
    }

    @Test
    public void refusesAChangeWithoutTheHeaderThatNoOtherSiteCanSend() throws Exception {
        var cookie = send(HttpRequest.newBuilder(URI.create(base + "?key=" + key)))
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow()
                .split(";", 2)[0];

        var change = HttpRequest.newBuilder(URI.create(base + "start"))
                .header("Cookie", cookie)
                .POST(BodyPublishers.ofString("{}"));

        assertThat(send(change).statusCode()).isEqualTo(403);
        assertThat(json(get("executions")).path("pipelineExecutionSummaries")).isEmpty();
    }

    @Test
    public void refusesOtherNamesOfItselfAndOtherSites() throws Exception {
        assertThat(raw("Host: shop.example")).contains(" 403 ");
        assertThat(raw("Host: " + host(), "Origin: http://shop.example")).contains(" 403 ");
        assertThat(raw("Host: " + host(), "Origin: http://" + host())).contains(" 200 ");
    }

    @Test
    public void listensOnLoopbackOnly() throws Exception {
        assertThat(base).startsWith("http://127.0.0.1:");
        var holder = project.folder().resolve(".stage-gate/shop/holder.json");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(holder)))
                .isEqualTo("rw-------");
    }

    @Test
    public void startsShowsApprovesAndKeepsTheHistory() throws Exception {
        var id = json(post("start", "{}")).path("pipelineExecutionId").asText();
        var gate = question();

        assertThat(json(post("approve", approval(gate, "Approved"))).has("approvedAt"))
                .isTrue();
        Eventually.until(() -> status(id).equals("Succeeded"), () -> status(id));

        var actions = json(get("execution?pipelineExecutionId=" + id)).path("actionExecutionDetails");
        var build = actions.findParents("actionName").stream()
                .filter(one -> one.path("actionName").asText().equals("Package"))
                .findFirst()
                .orElseThrow();
        var log = get("log?start=4&actionExecutionId="
                + build.path("actionExecutionId").asText());
        assertThat(log.body()).isEqualTo("two\n");
        assertThat(log.headers().firstValue("X-Next")).contains("8");
        assertThat(log.headers().firstValue("X-More")).isEmpty();
    }

    @Test
    public void answersAnUnchangedStateInAWord() throws Exception {
        var tag = get("state").headers().firstValue("ETag").orElseThrow();

        var again = send(request("state").header("If-None-Match", tag));

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    public void tellsThoseWhoListenThatSomethingHappened() throws Exception {
        var events = client.send(
                request("events").header("Accept", "text/event-stream").build(),
                HttpResponse.BodyHandlers.ofInputStream());
        try (var lines = new BufferedReader(new InputStreamReader(events.body(), StandardCharsets.UTF_8))) {
            post(
                    "transition",
                    "{\"stageName\":\"Build\",\"transitionType\":\"Inbound\",\"enabled\":false,\"reason\":\"Inventory\"}");

            assertThat(lines.lines().filter(line -> line.startsWith("event:")).findFirst())
                    .contains("event: changed");
        }
    }

    @Test
    public void refusalsHaveCodePipelinesNames() throws Exception {
        var refusal = post("transition", "{\"stageName\":\"Gone\",\"transitionType\":\"Inbound\",\"enabled\":true}");

        assertThat(refusal.statusCode()).isEqualTo(400);
        assertThat(json(refusal).path("__type").asText()).isEqualTo("StageNotFoundException");
        assertThat(json(refusal).path("message").asText()).contains("'Gone'");
        assertThat(json(post("approve", "[]")).path("__type").asText()).isEqualTo("ValidationException");
        assertThat(get("log?start=0&actionExecutionId=../../journal").statusCode())
                .isEqualTo(404);
        assertThat(get("execution?pipelineExecutionId=none").statusCode()).isEqualTo(404);
    }

    @Test
    public void startsWithTheDefinitionAsItIsByThen() throws Exception {
        project.define(PIPELINE.replace("Ship it?", "Ship it now?"));
        post("start", "{}");
        assertThat(question().path("approval").path("message").asText()).isEqualTo("Ship it now?");

        Files.writeString(project.folder().resolve("Jenkinsfile"), "releasePipeline {");
        var refusal = post("start", "{}");
        assertThat(refusal.statusCode()).isEqualTo(400);
        assertThat(json(refusal).path("message").asText()).contains("Jenkinsfile:1:");
    }

    @Test
    public void letsTheOtherVerbsTalkToIt() throws Exception {
        var start = project.start("start-pipeline-execution", "--name", "shop");
        assertThat(start.exitCode()).as(start.text()).isZero();
        var gate = question();

        var approve = project.start(
                "put-approval-result",
                "--pipeline-name",
                "shop",
                "--stage-name",
                "Approve",
                "--action-name",
                "ShipIt",
                "--token",
                gate.path("token").asText(),
                "--result",
                "summary=Fine, go,status=Approved");

        assertThat(approve.exitCode()).as(approve.text()).isZero();
        assertThat(approve.text()).doesNotContain("Nobody runs");
        var id = new JsonMapper()
                .readTree(start.text())
                .path("pipelineExecutionId")
                .asText();
        Eventually.until(() -> status(id).equals("Succeeded"), () -> status(id));
    }

    @Test
    public void goesOnAfterACrashWithWhatWasWaiting() throws Exception {
        post("start", "{}");
        var before = question().path("token").asText();
        serve.crash();

        begin();

        assertThat(question().path("token").asText()).isEqualTo(before);
    }

    @Test
    public void stopsTheLineAndLetsOneExecutionPass() throws Exception {
        post("stop-line", "{\"reason\":\"Inventory\",\"exempt\":[\"Build\"]}");
        var id = json(post("start", "{}")).path("pipelineExecutionId").asText();
        Eventually.until(() -> state().findValuesAsText("reason").contains("STOPPED_LINE"), () -> "nothing waits");
        assertThat(state().at("/lineStops/0/reason").asText()).isEqualTo("Inventory");

        var force =
                "{\"pipelineExecutionId\":\"" + id + "\",\"stageName\":\"Approve\",\"rationale\":\"It is the fix\"}";
        assertThat(post("force-entry", force).statusCode()).isEqualTo(200);
        question();
        post("release-line", "{\"id\":\"pipeline\"}");

        assertThat(state().path("lineStops")).isEmpty();
        assertThat(json(post("stop-line", "{\"reason\":\" \"}")).path("__type").asText())
                .isEqualTo("ValidationException");
    }

    @Test
    public void tellsEveryCommitSinceWhatRunsBehindTheGate() throws Exception {
        var first = json(post("start", "{}")).path("pipelineExecutionId").asText();
        post("approve", approval(question(), "Approved"));
        Eventually.until(() -> status(first).equals("Succeeded"), () -> status(first));
        var older = project.commit("one.txt", "one");
        var newer = project.commit("two.txt", "two");

        var second = json(post("start", "{}")).path("pipelineExecutionId").asText();

        var changes = question().at("/approval/changes");
        assertThat(changes.findValuesAsText("revisionId")).containsExactly(newer, older);
        assertThat(changes.findValuesAsText("author")).containsExactly("Ada", "Ada");
        assertThat(changes.findValuesAsText("revisionSummary")).containsExactly("Change two.txt", "Change one.txt");
        var between = json(get("changes?from=" + first + "&to=" + second));
        assertThat(between.path("changes")).isEqualTo(changes);
        assertThat(get("changes?from=none&to=" + second).statusCode()).isEqualTo(404);
    }

    @Test
    public void tellsWhereABundleWasUsedByAnyExecution() throws Exception {
        project.define("stage('Build') { build('Package') { input 'Repository'; commands 'true' } }");
        var first = json(post("start", "{}")).path("pipelineExecutionId").asText();
        Eventually.until(() -> status(first).equals("Succeeded"), () -> status(first));
        var back = json(post("rollback", "{\"stageName\":\"Build\",\"targetPipelineExecutionId\":\"" + first + "\"}"))
                .path("pipelineExecutionId")
                .asText();
        Eventually.until(() -> status(back).equals("Succeeded"), () -> status(back));

        var uses = json(get("uses?pipelineExecutionId=" + first)).path("uses");

        assertThat(uses.findValuesAsText("actionName")).containsExactly("Package", "Checkout", "Package");
        assertThat(uses.findValuesAsText("pipelineExecutionId")).containsExactly(back, first, first);
    }

    @Test
    public void servesSeveralPipelinesAndStopsAllOfThem() throws Exception {
        serve.crash();
        Files.createDirectories(project.folder().resolve("billing"));
        Files.copy(project.folder().resolve("Jenkinsfile"), project.folder().resolve("billing/Jenkinsfile"));
        begin("Jenkinsfile", "billing/Jenkinsfile");
        var index = send(request(""));
        assertThat(index.body())
                .contains(
                        "<stage-gate-overview pipelines=\"/pipelines\">",
                        "href=\"/pipelines/billing/\"",
                        "href=\"/pipelines/shop/\"");
        assertThat(json(get("pipelines")).path("pipelines").findValuesAsText("href"))
                .containsExactly("/pipelines/billing/", "/pipelines/shop/");
        var server = base;
        base = server + "pipelines/shop/";
        assertThat(state().path("lineScopes").findValuesAsText("id")).containsExactly("pipeline", "server");

        post("stop-line", "{\"reason\":\"Freeze\",\"scope\":\"server\"}");

        base = server + "pipelines/billing/";
        assertThat(state().at("/lineStops/0/scope").asText()).isEqualTo("all 2 pipelines of this server");
        post("release-line", "{\"id\":\"server\"}");
        base = server + "pipelines/shop/";
        assertThat(state().path("lineStops")).isEmpty();
    }

    @Test
    public void anApprovalTellsTheChangesSinceWhatIsBehindIt() throws Exception {
        project.define(PIPELINE, "stage('Production') { deploy('Deploy') { commands 'true' } }");
        var shipped = json(post("start", "{}")).path("pipelineExecutionId").asText();
        post("approve", approval(question(), "Approved"));
        Eventually.until(() -> status(shipped).equals("Succeeded"), () -> status(shipped));
        project.commit("prices", "cheap");
        post("start", "{}");
        post("approve", approval(question(), "Rejected"));
        project.commit("colours", "bright");
        post("start", "{}");

        assertThat(question().at("/approval/changes").findValuesAsText("revisionSummary"))
                .as("the newest first, whatever became of the execution that took it")
                .containsExactly("Change colours", "Change prices");
    }

    @Test
    public void findsExecutionsByWhatIsLookedFor() throws Exception {
        var id = json(post("start", "{}")).path("pipelineExecutionId").asText();
        question();

        assertThat(found("succeededInStage=Build")).containsExactly(id);
        assertThat(found("succeededInStage=Approve")).isEmpty();
        assertThat(found("text=change+jenkinsfile&status=InProgress")).containsExactly(id);
        assertThat(found("text=somebody+else")).isEmpty();
    }

    private List<String> found(String query) throws Exception {
        return json(get("executions?" + query)).findValuesAsText("pipelineExecutionId");
    }

    private JsonNode state() throws IOException, InterruptedException {
        return json(get("state"));
    }

    @Test
    public void speaksTheFirstLanguageOfTheBrowserThatItKnows() throws Exception {
        assertThat(send(request("")).body()).contains("<html lang=\"en\">");
        assertThat(send(request("").header("Accept-Language", "fr, de-AT;q=0.9, en;q=0.5"))
                        .body())
                .contains("<html lang=\"de\">");
        assertThat(send(request("").header("Accept-Language", "fr;;q=!")).body())
                .contains("<html lang=\"en\">");
    }

    @Test
    public void saysThatItsPortIsTaken() throws Exception {
        var port = String.valueOf(URI.create(base).getPort());
        Files.createDirectories(project.folder().resolve("other"));
        Files.copy(project.folder().resolve("Jenkinsfile"), project.folder().resolve("other/Jenkinsfile"));

        var second = project.start("serve", "--port", port, "other/Jenkinsfile");

        assertThat(second.exitCode()).isEqualTo(1);
        assertThat(second.text()).contains("The port " + port + " is taken");
    }

    private JsonNode question() throws Exception {
        var found = new JsonNode[1];
        Eventually.until(
                () -> {
                    found[0] = json(get("state")).findParent("token");
                    return found[0] != null && found[0].path("status").asText().equals("InProgress");
                },
                () -> "nobody is asked");
        return found[0];
    }

    private static String approval(JsonNode gate, String status) {
        return "{\"stageName\":\"Approve\",\"actionName\":\"ShipIt\",\"token\":\""
                + gate.path("token").asText() + "\",\"result\":{\"summary\":\"fine\",\"status\":\"" + status + "\"}}";
    }

    private String status(String id) {
        try {
            return json(get("execution?pipelineExecutionId=" + id))
                    .path("pipelineExecution")
                    .path("status")
                    .asText();
        } catch (IOException | InterruptedException e) {
            return e.toString();
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return send(request(path).POST(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).header("X-Stage-Gate-Token", key);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        return new JsonMapper().readTree(answer.body());
    }

    private String host() {
        return URI.create(base).getAuthority();
    }

    /** Java's client does not let us lie about the host. */
    private String raw(String... headers) throws IOException {
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), URI.create(base).getPort())) {
            var request = "GET /pipelines/shop/state HTTP/1.1\r\nConnection: close\r\nX-Stage-Gate-Token: " + key
                    + "\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("");
        }
    }
}

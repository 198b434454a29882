package io.jenkins.plugins.stagegate.view;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.rules.ExternalResource;

/** A host as small as the view's contract allows: serves the resources under a strict policy and records what it is asked to change. */
final class TestHost extends ExternalResource {
    static final String POLICY = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    static final String TOKEN = "let-me";

    private static final Map<String, String> TYPES =
            Map.of("js", "text/javascript", "css", "text/css", "html", "text/html", "svg", "image/svg+xml");

    /** A change that the view asked for. */
    record Change(String path, JsonNode body, String token) {}

    private final ObjectMapper json = new ObjectMapper();
    private final List<Change> changes = new CopyOnWriteArrayList<>();
    private final List<OutputStream> listeners = new CopyOnWriteArrayList<>();
    private final List<String> reads = new CopyOnWriteArrayList<>();
    private final AtomicInteger statesSent = new AtomicInteger();
    private final AtomicInteger statesUnchanged = new AtomicInteger();
    private HttpServer server;
    private ExecutorService threads;
    private int port;

    private volatile ObjectNode state = Fixture.read("line.json");
    private volatile ObjectNode executions = Fixture.read("executions.json");
    private volatile ObjectNode olderExecutions = Fixture.object();
    private volatile ObjectNode other;
    private volatile ObjectNode pipelines = pipelines("shop", "billing");
    private volatile String log = "one line\n";
    private volatile boolean logGoesOn;
    private volatile boolean tells = true;
    private volatile int failure;
    private volatile String refusal;

    @Override
    protected void before() throws IOException {
        open(0);
    }

    @Override
    protected void after() {
        close();
    }

    /** Takes the host away, as a crash or a lost network would. */
    void close() {
        listeners.clear();
        server.stop(0);
        threads.shutdownNow();
    }

    /** Brings the host back at the address it had. */
    void reopen() throws IOException {
        open(port);
    }

    private void open(int at) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), at), 0);
        threads = Executors.newCachedThreadPool();
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
        port = server.getAddress().getPort();
    }

    String address(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    void show(ObjectNode newState) {
        state = newState;
    }

    /** Has these pipelines from now on. */
    void has(String... names) {
        pipelines = pipelines(names);
    }

    private static ObjectNode pipelines(String... names) {
        ObjectNode answer = Fixture.object();
        ArrayNode all = answer.putArray("pipelines");
        for (String name : names) {
            all.addObject().put("name", name).put("href", "/" + name + "/");
        }
        return answer;
    }

    /** Answers for a second pipeline from now on. */
    void showOther(ObjectNode otherState) {
        other = otherState;
    }

    ObjectNode state() {
        return state;
    }

    void showExecutions(ObjectNode newest, ObjectNode older) {
        executions = newest;
        olderExecutions = older;
    }

    /** Raises the sequence and tells those who listen. */
    void changed() {
        int sequence = state.path("sequence").asInt() + 1;
        state.put("sequence", sequence);
        listeners.removeIf(listener -> !tell(listener, sequence));
    }

    private static boolean tell(OutputStream listener, int sequence) {
        try {
            listener.write(("event: changed\ndata: " + sequence + "\n\n").getBytes(UTF_8));
            listener.flush();
            return true;
        } catch (IOException gone) {
            return false;
        }
    }

    void tellsNothing() {
        tells = false;
    }

    /** True if the page hears of changes without asking. */
    boolean tells() {
        return tells;
    }

    void writesLog(String text, boolean goesOn) {
        log = text;
        logGoesOn = goesOn;
    }

    /** Answers every change with this message from now on. */
    void refuses(String message) {
        refusal = message;
    }

    /** Answers every read with this status; 0 for as usual. */
    void fails(int status) {
        failure = status;
    }

    List<Change> changes() {
        return changes;
    }

    List<String> reads() {
        return reads;
    }

    int statesSent() {
        return statesSent.get();
    }

    int statesUnchanged() {
        return statesUnchanged.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
            exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
            if (path.startsWith("/view/") || path.startsWith("/page/")) {
                resource(exchange, path.substring("/view/".length()));
            } else if (path.startsWith("/shop/")) {
                pipeline(exchange, path.substring("/shop/".length()));
            } else if (path.equals("/pipelines")) {
                sendJson(exchange, pipelines);
            } else if (path.equals("/billing/state") && other != null) {
                sendJson(exchange, other);
            } else {
                send(exchange, 404, "text/plain", "");
            }
        }
    }

    private void resource(HttpExchange exchange, String name) throws IOException {
        try (InputStream stream = TestHost.class.getResourceAsStream(name)) {
            if (stream == null) {
                send(exchange, 404, "text/plain", "no " + name);
                return;
            }
            String type = TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "text/plain");
            String query = exchange.getRequestURI().getQuery();
            String language = query == null ? "en" : query;
            String text = new String(stream.readAllBytes(), UTF_8).replace("{language}", language);
            send(exchange, 200, type, text);
        }
    }

    private void pipeline(HttpExchange exchange, String path) throws IOException {
        if (exchange.getRequestMethod().equals("POST")) {
            change(exchange, path);
            return;
        }
        reads.add(path + "?" + exchange.getRequestURI().getQuery());
        if (path.equals("events")) {
            events(exchange);
        } else if (failure != 0) {
            send(exchange, failure, "text/plain", "");
        } else {
            read(exchange, path);
        }
    }

    private void read(HttpExchange exchange, String path) throws IOException {
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        switch (path) {
            case "state" -> state(exchange);
            case "executions" -> sendJson(exchange, query.contains("nextToken") ? olderExecutions : executions);
            case "execution" -> execution(exchange, query.replace("pipelineExecutionId=", ""));
            case "changes" -> sendJson(exchange, Fixture.read("changes.json"));
            case "uses" -> sendJson(exchange, Fixture.read("uses.json"));
            case "log" -> log(exchange, query);
            default -> send(exchange, 404, "text/plain", "");
        }
    }

    /** Any but #44 has gone the same way; #99 there is none. */
    private void execution(HttpExchange exchange, String id) throws IOException {
        if (id.equals(Fixture.id(99))) {
            ObjectNode answer = json.createObjectNode().put("__type", "PipelineExecutionNotFoundException");
            answer.put("message", "The pipeline has no execution " + id + ".");
            send(exchange, 400, "application/json", answer.toString());
            return;
        }
        ObjectNode found = Fixture.read(id.startsWith("00000044") ? "other.json" : "execution.json");
        found.withObject("pipelineExecution")
                .put("pipelineExecutionId", id)
                .put("number", Integer.parseInt(id.substring(6, 8)));
        sendJson(exchange, found);
    }

    private void state(HttpExchange exchange) throws IOException {
        String tag = "\"" + state.path("sequence").asText() + "\"";
        if (tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
            statesUnchanged.incrementAndGet();
            exchange.sendResponseHeaders(304, -1);
            return;
        }
        statesSent.incrementAndGet();
        exchange.getResponseHeaders().set("ETag", tag);
        sendJson(exchange, state);
    }

    private void log(HttpExchange exchange, String query) throws IOException {
        byte[] all = log.getBytes(UTF_8);
        int start = Integer.parseInt(query.replaceAll(".*start=(\\d+).*", "$1"));
        exchange.getResponseHeaders().set("X-Next", String.valueOf(all.length));
        if (logGoesOn) {
            exchange.getResponseHeaders().set("X-More", "true");
        }
        send(exchange, 200, "text/plain", new String(all, start, all.length - start, UTF_8));
    }

    private void change(HttpExchange exchange, String path) throws IOException {
        JsonNode body = json.readTree(exchange.getRequestBody());
        changes.add(new Change(path, body, exchange.getRequestHeaders().getFirst("X-Stage-Gate-Token")));
        if (refusal == null) {
            send(exchange, 200, "application/json", "{}");
        } else {
            ObjectNode answer = json.createObjectNode().put("__type", "ConflictException");
            send(
                    exchange,
                    400,
                    "application/json",
                    answer.put("message", refusal).toString());
        }
    }

    /** Holds the exchange open for as long as the host is there. */
    private void events(HttpExchange exchange) throws IOException {
        if (!tells) {
            send(exchange, 404, "text/plain", "");
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write(": here\n\n".getBytes(UTF_8));
        exchange.getResponseBody().flush();
        listeners.add(exchange.getResponseBody());
        try {
            Thread.currentThread().join();
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void sendJson(HttpExchange exchange, JsonNode body) throws IOException {
        send(exchange, 200, "application/json", Fixture.atThisTime(body).toString());
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }

    /** The page with all pipelines. */
    URI overview() {
        return URI.create(address("/page/overview.html"));
    }

    URI home() {
        return URI.create(address("/page/page.html"));
    }

    /** The page of the execution #45 alone. */
    URI alone() {
        return URI.create(address("/page/alone.html"));
    }
}

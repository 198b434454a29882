package io.jenkins.plugins.stagegate.plugin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.rules.ExternalResource;

/** A program at an address that takes events, or refuses them. */
final class EventReceiver extends ExternalResource {
    private final List<Post> taken = new CopyOnWriteArrayList<>();
    private final AtomicInteger refused = new AtomicInteger();
    private volatile boolean refuses;
    private HttpServer server;

    /** What was posted once. */
    record Post(String body, String contentType, Optional<String> signature) {
        JsonNode json() {
            try {
                return new ObjectMapper().readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Kind and state, as EventBridge has them. */
        String what() {
            return json().path("detail-type").asText().replaceAll("CodePipeline | Execution State Change", "") + " "
                    + json().at("/detail/state").asText();
        }
    }

    @Override
    protected void before() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::take);
        server.start();
    }

    @Override
    protected void after() {
        server.stop(0);
    }

    private void take(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (refuses) {
            refused.incrementAndGet();
        } else {
            taken.add(new Post(
                    body,
                    exchange.getRequestHeaders().getFirst("Content-Type"),
                    Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Stage-Gate-Signature"))));
        }
        exchange.sendResponseHeaders(refuses ? 503 : 204, -1);
        exchange.close();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/events/secret-path";
    }

    void refuse(boolean all) {
        refuses = all;
    }

    int refused() {
        return refused.get();
    }

    List<Post> taken() {
        return List.copyOf(taken);
    }

    List<String> told() {
        return taken.stream().map(Post::what).toList();
    }
}

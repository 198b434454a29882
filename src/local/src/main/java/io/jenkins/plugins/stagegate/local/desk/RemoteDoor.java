package io.jenkins.plugins.stagegate.local.desk;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.stagegate.local.UserException;
import io.jenkins.plugins.stagegate.local.pipeline.HolderFile.Holder;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** The door of the process that has the pipeline open. */
final class RemoteDoor implements Door {
    /** Carries the token; see the view's contract. */
    static final String TOKEN_HEADER = "X-Stage-Gate-Token";

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Holder holder;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    RemoteDoor(Holder holder) {
        this.holder = holder;
    }

    /** Whether the holder is there and knows its token. */
    static boolean answers(Holder holder) throws InterruptedException {
        try {
            return new RemoteDoor(holder).read("state", Map.of()).good();
        } catch (UserException | IOException e) {
            return false;
        }
    }

    @Override
    public Answer read(String path, Map<String, String> query) throws UserException, IOException {
        var text = query.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(request(path + (text.isEmpty() ? "" : "?" + text)).GET());
    }

    @Override
    public Answer change(String path, String body) throws UserException, IOException {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(holder.address() + path))
                .timeout(PATIENCE)
                .header(TOKEN_HEADER, holder.token());
    }

    private Answer send(HttpRequest.Builder request) throws UserException, IOException {
        try {
            var response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (MAPPER.readTree(response.body()) instanceof ObjectNode body) {
                return new Answer(response.statusCode(), body);
            }
            throw new IOException("Expected JSON from " + holder + ", found something else.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw UserException.failure("Interrupted while waiting for " + holder + ".");
        }
    }

    @Override
    public boolean performed() {
        return true;
    }

    @Override
    public void close() {
        // The connection ends by itself.
    }
}

package io.jenkins.plugins.stagegate.plugin.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.model.User;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import jenkins.security.ApiTokenProperty;
import org.jvnet.hudson.test.JenkinsRule;

/** Somebody who uses the line of a job over HTTP, with a token. */
final class Person {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI jenkins;
    private final String authorization;

    Person(JenkinsRule jenkins, String name) throws Exception {
        this.jenkins = jenkins.getURL().toURI();
        var tokens = User.getById(name, true).getProperty(ApiTokenProperty.class);
        var token = tokens.generateNewToken("scenarios").plainValue;
        var both = (name + ":" + token).getBytes(StandardCharsets.UTF_8);
        this.authorization = "Basic " + Base64.getEncoder().encodeToString(both);
    }

    /** Asks for something to be done; gives CodePipeline's name of the error if it is refused. */
    Optional<String> post(String job, String what, ObjectNode request) throws IOException, InterruptedException {
        var answer = send(HttpRequest.newBuilder(address(job, what))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(request.toString())));
        return Optional.ofNullable(answer.get("__type")).map(JsonNode::asText);
    }

    JsonNode get(String job, String what) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(address(job, what)));
    }

    private URI address(String job, String what) {
        return jenkins.resolve("job/" + job + "/stage-gate/" + what);
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var answer = http.send(request.header("Authorization", authorization).build(), BodyHandlers.ofString());
        return JSON.readTree(answer.body());
    }

    static ObjectNode request() {
        return JSON.createObjectNode();
    }
}

package io.jenkins.plugins.stagegate.local.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Calls that no client would make, signed as the SDK signs. */
final class SignedCalls {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String TYPE = "application/x-amz-json-1.1";

    private final URI address;
    private final AwsCredentialsIdentity key;
    private final Clients clients;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    SignedCalls(URI address, Map<String, String> key, Clients clients) {
        this.address = address;
        this.key = AwsCredentialsIdentity.create(key.get("AWS_ACCESS_KEY_ID"), key.get("AWS_SECRET_ACCESS_KEY"));
        this.clients = clients;
    }

    /** An answer; an error has a name. */
    record Answer(int status, JsonNode body) {
        String error() {
            return body.path("__type").asText();
        }

        String message() {
            return body.path("message").asText();
        }
    }

    Answer call(String operation, String body) throws Exception {
        return call(operation, body, body, Clock.systemUTC());
    }

    /** Sends another body than the one that was signed, or signs by another clock. */
    Answer call(String operation, String signedBody, String body, Clock clock) throws Exception {
        return send(operation, sign(operation, signedBody, body, clock));
    }

    /** A request that can be sent as often as one likes. */
    HttpRequest sign(String operation, String signedBody, String body, Clock clock) {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        var unsigned = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(address)
                .putHeader("Content-Type", TYPE)
                .putHeader("X-Amz-Target", "CodePipeline_20150709." + operation)
                .build();
        var signed = AwsV4HttpSigner.create()
                .sign(request -> request.identity(key)
                        .request(unsigned)
                        .payload(() -> new ByteArrayInputStream(signedBody.getBytes(StandardCharsets.UTF_8)))
                        .putProperty(HttpSigner.SIGNING_CLOCK, clock)
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "codepipeline")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "local"))
                .request();
        var request = HttpRequest.newBuilder(address).POST(HttpRequest.BodyPublishers.ofByteArray(bytes));
        signed.forEachHeader((name, values) -> {
            if (!name.equalsIgnoreCase("Host") && !name.equalsIgnoreCase("Content-Length")) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return request.build();
    }

    Answer send(String operation, HttpRequest request) throws Exception {
        var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        clients.check(operation, answer.statusCode(), answer.body());
        return new Answer(answer.statusCode(), MAPPER.readTree(answer.body().isEmpty() ? "{}" : answer.body()));
    }
}

package io.jenkins.plugins.stagegate.local.wire;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.stagegate.codepipeline.AnswerCheck;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;

/** Clients of the AWS SDK: which operations they called, and whether the answers had the shapes of the service. */
final class Clients implements ExecutionInterceptor {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int SUCCESS = 200;
    /** The status that CodePipeline has for every error of its own. */
    private static final int BAD_REQUEST = 400;

    private final Set<String> called = new ConcurrentSkipListSet<>();
    private final Set<String> errors = new ConcurrentSkipListSet<>();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final URI address;

    Clients(URI address) {
        this.address = address;
    }

    CodePipelineClient with(String id, String secret) {
        return CodePipelineClient.builder()
                .endpointOverride(address)
                .region(Region.of("local"))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(id, secret)))
                .httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(settings -> settings.addExecutionInterceptor(this))
                .build();
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        called.add(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
    }

    /** Holds every answer against its shape. */
    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        var operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
        try (var body = context.responseBody().orElseGet(InputStream::nullInputStream)) {
            var bytes = body.readAllBytes();
            var status = context.httpResponse().statusCode();
            var text = new String(bytes, StandardCharsets.UTF_8);
            check(operation, status, text);
            return Optional.of(new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Holds an answer against its shape, and takes note of its error. */
    void check(String operation, int status, String body) throws IOException {
        AnswerCheck.violations(operation, status, body)
                .forEach(violation -> wrong.add(operation + ": " + violation + " In: " + body));
        if (status != SUCCESS) {
            errors.add(operation + " " + MAPPER.readTree(body).path("__type").asText());
            if (status != BAD_REQUEST) {
                wrong.add(operation + ": the status " + status + ". In: " + body);
            }
        }
    }

    /** The errors that came so far: the operation, a blank, the name. */
    Set<String> errors() {
        return errors;
    }

    /** What was wrong with answers so far. */
    List<String> wrong() {
        return List.copyOf(wrong);
    }

    /** The operations that were called so far. */
    Set<String> called() {
        return called;
    }
}

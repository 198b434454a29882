package io.jenkins.plugins.stagegate.plugin.wire;

import io.jenkins.plugins.stagegate.codepipeline.AnswerCheck;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;
import org.htmlunit.html.HtmlPage;
import org.jvnet.hudson.test.JenkinsRule;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;

/** Clients of the AWS SDK with keys of people: which operations they called, and whether the answers had the service's shapes. */
public final class Clients implements ExecutionInterceptor {
    private final Set<String> called = new ConcurrentSkipListSet<>();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

    /** The settings of a shell that the page shows to somebody who makes a key. */
    static Map<String, String> key(JenkinsRule jenkins, String user) throws Exception {
        try (var browser =
                jenkins.createWebClient().withJavaScriptEnabled(false).login(user)) {
            HtmlPage page = browser.goTo("user/" + user + "/stage-gate-keys/");
            var form = page.getFormByName("create");
            form.getInputByName("purpose").setValue("a test");
            HtmlPage made = form.getButtonByName("make").click();
            return made.getElementById("stage-gate-key")
                    .getTextContent()
                    .lines()
                    .map(line -> line.replace("export ", "").split("=", 2))
                    .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        }
    }

    /** The address that Jenkins itself has in a test. */
    static URI endpoint(JenkinsRule jenkins) throws IOException {
        return URI.create(jenkins.getURL() + "stage-gate-api/codepipeline");
    }

    /** A client that signs with a new key of that user. */
    public CodePipelineClient of(JenkinsRule jenkins, String user) throws Exception {
        return with(endpoint(jenkins), key(jenkins, user), UrlConnectionHttpClient.create());
    }

    CodePipelineClient with(URI endpoint, Map<String, String> key, SdkHttpClient http) {
        return CodePipelineClient.builder()
                .endpointOverride(endpoint)
                .region(Region.of(key.get("AWS_DEFAULT_REGION")))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(key.get("AWS_ACCESS_KEY_ID"), key.get("AWS_SECRET_ACCESS_KEY"))))
                .httpClient(http)
                .overrideConfiguration(settings -> settings.addExecutionInterceptor(this))
                .build();
    }

    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        var operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
        called.add(operation);
        try (var body = context.responseBody().orElseGet(InputStream::nullInputStream)) {
            var bytes = body.readAllBytes();
            var text = new String(bytes, StandardCharsets.UTF_8);
            AnswerCheck.violations(operation, context.httpResponse().statusCode(), text)
                    .forEach(violation -> wrong.add(operation + ": " + violation + " In: " + text));
            return Optional.of(new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The operations that were called so far. */
    Set<String> called() {
        return called;
    }

    /** What was wrong with answers so far. */
    public List<String> wrong() {
        return List.copyOf(wrong);
    }
}

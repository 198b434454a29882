package io.jenkins.plugins.stagegate.local.wire;

import static io.jenkins.plugins.stagegate.local.wire.Pipelines.approval;
import static io.jenkins.plugins.stagegate.local.wire.Pipelines.commands;
import static io.jenkins.plugins.stagegate.local.wire.Pipelines.stage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jenkins.plugins.stagegate.local.Eventually;
import io.jenkins.plugins.stagegate.local.cli.Served;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.Test;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.*;

/** Pipelines as clients see, make and end them. */
@SuppressWarnings("unchecked") // The SDK takes its builders as generic varargs.
public class PipelineStories extends ClientStories {
    @Test
    public void showsThePipelineOfAFile() {
        assertThat(client.listPipelines().pipelines())
                .extracting(PipelineSummary::name)
                .contains("shop");
        var got = client.getPipeline(call -> call.name("shop"));
        assertThat(got.metadata().pipelineArn()).isEqualTo("arn:aws:codepipeline:local:000000000000:shop");
        assertThat(got.metadata().created()).isBetween(Instant.now().minusSeconds(600), Instant.now());
        assertThat(got.pipeline().stages().get(1).actions().get(0).commands()).containsExactly("X=1");
        assertThatExceptionOfType(PipelineVersionNotFoundException.class)
                .isThrownBy(() -> client.getPipeline(call -> call.name("shop").version(99)));
        assertThatExceptionOfType(PipelineNotFoundException.class)
                .isThrownBy(() -> client.getPipeline(call -> call.name("other")))
                .withMessageContaining("Account '000000000000' does not have a pipeline with name 'other'");
    }

    @Test
    public void complainsInTheServicesWords() {
        assertThatExceptionOfType(CodePipelineException.class)
                .isThrownBy(() -> client.getPipelineState(call -> call.name("no such name!")))
                .satisfies(error -> {
                    assertThat(error.awsErrorDetails().errorCode()).isEqualTo("ValidationException");
                    assertThat(error.awsErrorDetails().errorMessage())
                            .isEqualTo(
                                    "1 validation error detected: Value 'no such name!' at 'name' failed to satisfy"
                                            + " constraint: Member must satisfy regular expression pattern: [A-Za-z0-9.@\\-_]+");
                    assertThat(error.requestId()).isNotEmpty();
                });
        assertThatExceptionOfType(InvalidNextTokenException.class)
                .isThrownBy(() -> client.listPipelines(call -> call.nextToken("made-up")));
    }

    @Test
    public void makesChangesTagsAndEndsAPipeline() throws Exception {
        var declared = Pipelines.of("fleeting", repository(), stage("Build", commands("Make", "true")));
        var made = client.createPipeline(
                call -> call.pipeline(declared).tags(tag -> tag.key("team").value("shop")));
        assertThat(made.pipeline()).isEqualTo(Pipelines.answered(declared, 1));
        assertThatExceptionOfType(PipelineNameInUseException.class)
                .isThrownBy(() -> client.createPipeline(call -> call.pipeline(declared)));
        assertThatExceptionOfType(InvalidStructureException.class)
                .isThrownBy(() -> client.createPipeline(call -> call.pipeline(Pipelines.of("lonely", "x"))))
                .withMessageContaining(
                        "Pipeline has only 1 stage(s). There should be a minimum of 2 stages in a pipeline");

        var arn = "arn:aws:codepipeline:local:000000000000:fleeting";
        client.tagResource(
                call -> call.resourceArn(arn).tags(tag -> tag.key("tier").value("1")));
        client.untagResource(call -> call.resourceArn(arn).tagKeys("team"));
        assertThat(client.listTagsForResource(call -> call.resourceArn(arn)).tags())
                .containsExactly(Tag.builder().key("tier").value("1").build());
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> client.listTagsForResource(call -> call.resourceArn(arn + "x")));

        var changed = Pipelines.of("fleeting", repository(), stage("Build", commands("Make", "true", "true")));
        assertThat(client.updatePipeline(call -> call.pipeline(changed))
                        .pipeline()
                        .version())
                .isEqualTo(2);
        assertThat(client.getPipeline(call -> call.name("fleeting").version(1))
                        .pipeline()
                        .stages())
                .isEqualTo(Pipelines.answered(declared, 1).stages());
        assertThatExceptionOfType(CodePipelineException.class)
                .isThrownBy(() -> client.updatePipeline(
                        call -> call.pipeline(changed.toBuilder().name("shop").build())))
                .withMessageContaining("defined by a file");

        await("fleeting", newest("fleeting"), PipelineExecutionStatus.SUCCEEDED);
        client.deletePipeline(call -> call.name("fleeting"));
        client.deletePipeline(call -> call.name("fleeting"));
        assertThatExceptionOfType(PipelineNotFoundException.class)
                .isThrownBy(() -> client.getPipeline(call -> call.name("fleeting")));
    }

    @Test
    public void endsAPipelineAtWork() throws Exception {
        var begun = PROJECT.folder().resolve("begun");
        create("busy", stage("Build", commands("Make", "touch '" + begun + "'", "sleep 600")));
        Eventually.until(() -> Files.exists(begun), () -> String.valueOf(stageState("busy", "Build")));
        client.deletePipeline(call -> call.name("busy"));
        assertThat(client.listPipelines().pipelines())
                .extracting(PipelineSummary::name)
                .contains("shop")
                .doesNotContain("busy");
        create("busy", stage("Build", commands("Make", "true")));
        await("busy", newest("busy"), PipelineExecutionStatus.SUCCEEDED);
    }

    @Test
    public void fillsInWhatTheServiceSaysOfEveryPipeline() throws Exception {
        client.createPipeline(
                call -> call.pipeline(Pipelines.of("terse", repository(), stage("Gate", approval("Let")))));
        var got = client.getPipeline(call -> call.name("terse")).pipeline();
        assertThat(got.executionMode()).isEqualTo(ExecutionMode.SUPERSEDED);
        assertThat(got.pipelineType()).isEqualTo(PipelineType.V1);
        assertThat(got.stages().stream().flatMap(stage -> stage.actions().stream()))
                .hasSize(2)
                .allSatisfy(action -> {
                    assertThat(action.runOrder()).isEqualTo(1);
                    assertThat(action.hasConfiguration()).isTrue();
                    assertThat(action.hasInputArtifacts()).isTrue();
                    assertThat(action.hasOutputArtifacts()).isTrue();
                });
        assertThat(types("terse")).containsExactly(PipelineType.V1);
        // Read, changed by nobody, and sent back: nothing has changed.
        assertThat(client.updatePipeline(call -> call.pipeline(got)).pipeline()).isEqualTo(got);

        var variable = PipelineVariableDeclaration.builder()
                .name("REGION")
                .defaultValue("eu-west-1")
                .build();
        var more = got.toBuilder().variables(variable).build();
        assertThat(client.updatePipeline(call -> call.pipeline(more)).pipeline().pipelineType())
                .isEqualTo(PipelineType.V2);
        assertThat(types("terse")).containsExactly(PipelineType.V2);
        client.deletePipeline(call -> call.name("terse"));
    }

    private static Stream<PipelineType> types(String pipeline) {
        return client.listPipelines().pipelines().stream()
                .filter(one -> one.name().equals(pipeline))
                .map(PipelineSummary::pipelineType);
    }

    @Test
    public void keepsTheSecretOfAWebhookThatIsSentBackAsItIsShown() throws Exception {
        create("masked", stage("Gate", approval("Let")));
        var webhook = WebhookDefinition.builder()
                .name("masked")
                .targetPipeline("masked")
                .targetAction("Checkout")
                .filters(filter -> filter.jsonPath("$.ref").matchEquals("refs/heads/{branch}"))
                .authentication(WebhookAuthenticationType.GITHUB_HMAC)
                .authenticationConfiguration(settings -> settings.secretToken("****"))
                .build();
        assertThatExceptionOfType(InvalidWebhookAuthenticationParametersException.class)
                .isThrownBy(() -> client.putWebhook(call -> call.webhook(webhook)));
        var put = client.putWebhook(call -> call.webhook(webhook.toBuilder()
                        .authenticationConfiguration(settings -> settings.secretToken("open sesame"))
                        .build()))
                .webhook();
        assertThat(put.lastTriggered()).isNull();
        var again = client.putWebhook(call -> call.webhook(put.definition())).webhook();
        assertThat(again).isEqualTo(put);

        var push = "{\"ref\": \"refs/heads/main\"}";
        assertThat(call(put.url(), push, hmac("****", push)).statusCode()).isEqualTo(403);
        assertThat(listed("masked").errorCode()).isEqualTo("AccessDeniedException");
        assertThat(listed("masked").errorMessage()).isNotEmpty();
        assertThat(call(put.url(), push, hmac("open sesame", push)).statusCode())
                .isEqualTo(200);
        assertThat(listed("masked").errorCode()).isNull();
        assertThat(listed("masked").lastTriggered()).isBetween(Instant.now().minusSeconds(600), Instant.now());

        // Whoever makes a pipeline of the same name later gets no calls that were meant for this one.
        client.deletePipeline(call -> call.name("masked"));
        assertThat(call(put.url(), push, hmac("open sesame", push)).statusCode())
                .isEqualTo(404);
        assertThat(client.listWebhooks().webhooks())
                .extracting(one -> one.definition().name())
                .doesNotContain("masked");
    }

    private static ListWebhookItem listed(String name) {
        return client.listWebhooks().webhooks().stream()
                .filter(one -> one.definition().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    public void keepsWebhooks() {
        var webhook = WebhookDefinition.builder()
                .name("push")
                .targetPipeline("shop")
                .targetAction("Checkout")
                .filters(filter -> filter.jsonPath("$.ref").matchEquals("refs/heads/main"))
                .authentication(WebhookAuthenticationType.GITHUB_HMAC)
                .authenticationConfiguration(settings -> settings.secretToken("secret"))
                .build();
        var put = client.putWebhook(call -> call.webhook(webhook)).webhook();
        assertThat(put.url()).contains("/webhooks/push");
        assertThat(put.definition().authenticationConfiguration().secretToken()).isEqualTo("****");
        assertThat(client.listWebhooks().webhooks())
                .extracting(ListWebhookItem::arn)
                .containsExactly(put.arn());
        assertThatExceptionOfType(InvalidWebhookAuthenticationParametersException.class)
                .isThrownBy(() -> client.putWebhook(call -> call.webhook(webhook.toBuilder()
                        .authentication(WebhookAuthenticationType.IP)
                        .build())));
        assertThatExceptionOfType(WebhookNotFoundException.class)
                .isThrownBy(() -> client.registerWebhookWithThirdParty(call -> call.webhookName("none")));
        client.deregisterWebhookWithThirdParty(call -> call.webhookName("push"));
        client.deleteWebhook(call -> call.name("push"));
        assertThat(client.listWebhooks().webhooks()).isEmpty();
    }

    @Test
    public void startsByACallOfAWebhook() throws Exception {
        create("called", stage("Build", commands("Make", "true")));
        await("called", newest("called"), PipelineExecutionStatus.SUCCEEDED);
        var webhook = WebhookDefinition.builder()
                .name("called")
                .targetPipeline("called")
                .targetAction("Checkout")
                .filters(filter -> filter.jsonPath("$.ref").matchEquals("refs/heads/{branch}"))
                .authentication(WebhookAuthenticationType.GITHUB_HMAC)
                .authenticationConfiguration(settings -> settings.secretToken("open sesame"))
                .build();
        var url = client.putWebhook(call -> call.webhook(webhook)).webhook().url();
        var push = "{\"ref\": \"refs/heads/main\"}";

        assertThat(call(url, push, "").statusCode()).isEqualTo(403);
        assertThat(call(url, push, hmac("wrong", push)).statusCode()).isEqualTo(403);
        assertThat(call(url, push + " ", hmac("open sesame", push)).statusCode())
                .isEqualTo(403);
        // The other signature of GitHub's: it counts alone, and not beside one that is wrong.
        assertThat(call(url, other(), "X-Hub-Signature", hmac("HmacSHA1", "open sesame", other()))
                        .body())
                .contains("does not match");
        assertThat(call(url, push, "X-Hub-Signature", hmac("HmacSHA1", "wrong", push))
                        .statusCode())
                .isEqualTo(403);
        assertThat(call(
                                url,
                                push,
                                "X-Hub-Signature",
                                hmac("HmacSHA1", "open sesame", push),
                                "X-Hub-Signature-256",
                                hmac("wrong", push))
                        .statusCode())
                .isEqualTo(403);
        assertThat(call(url + "2", push, hmac("open sesame", push)).statusCode())
                .isEqualTo(404);
        assertThat(call(url, other(), hmac("open sesame", other())).body())
                .contains("The filter $.ref does not match.");
        assertThat(call(url, "no json", hmac("open sesame", "no json")).body()).contains("does not match");
        assertThat(client.listPipelineExecutions(call -> call.pipelineName("called"))
                        .pipelineExecutionSummaries())
                .hasSize(1);

        var answer = call(url, push, hmac("open sesame", push));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        var started = client.listPipelineExecutions(call -> call.pipelineName("called"))
                .pipelineExecutionSummaries();
        assertThat(started).hasSize(2);
        assertThat(answer.body()).contains(started.get(0).pipelineExecutionId());
        assertThat(started.get(0).trigger().triggerType()).isEqualTo(TriggerType.WEBHOOK);
        await("called", newest("called"), PipelineExecutionStatus.SUCCEEDED);

        client.putWebhook(call -> call.webhook(webhook.toBuilder()
                .authentication(WebhookAuthenticationType.IP)
                .authenticationConfiguration(settings -> settings.allowedIPRange("10.0.0.0/8"))
                .build()));
        assertThat(call(url, push, "").statusCode()).isEqualTo(403);
        client.putWebhook(call -> call.webhook(webhook.toBuilder()
                .authentication(WebhookAuthenticationType.IP)
                .authenticationConfiguration(settings -> settings.allowedIPRange("127.0.0.0/8"))
                .build()));
        assertThat(call(url, push, "").statusCode()).isEqualTo(200);
        client.deleteWebhook(call -> call.name("called"));
        assertThat(call(url, push, "").statusCode()).isEqualTo(404);
    }

    private static HttpResponse<String> call(String url, String body, String signature) throws Exception {
        return signature.isEmpty() ? call(url, body, new String[0]) : call(url, body, "X-Hub-Signature-256", signature);
    }

    private static HttpResponse<String> call(String url, String body, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(url)).POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String other() {
        return "{\"ref\": \"refs/heads/other\"}";
    }

    private static String hmac(String secret, String body) throws Exception {
        return hmac("HmacSHA256", secret, body);
    }

    private static String hmac(String algorithm, String secret, String body) throws Exception {
        var mac = Mac.getInstance(algorithm);
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm));
        return algorithm.toLowerCase(Locale.ROOT).substring("hmac".length()) + "="
                + HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    public void knowsWhoSigned() throws Exception {
        var key = Served.key(PROJECT, "--owner", "robot");
        var id = key.get("AWS_ACCESS_KEY_ID");
        assertRefused(clients.with(id, "wrong"), "InvalidSignatureException");
        var robot = clients.with(id, key.get("AWS_SECRET_ACCESS_KEY"));
        robot.disableStageTransition(call -> call.pipelineName("shop")
                .stageName("Approve")
                .transitionType(StageTransitionType.OUTBOUND)
                .reason("Who was it?"));
        robot.enableStageTransition(
                call -> call.pipelineName("shop").stageName("Approve").transitionType(StageTransitionType.OUTBOUND));
        served.revoke(id);
        assertRefused(robot, "UnrecognizedClientException");
    }

    private static void assertRefused(CodePipelineClient other, String code) {
        assertThatExceptionOfType(CodePipelineException.class)
                .isThrownBy(other::listPipelines)
                .satisfies(
                        error -> assertThat(error.awsErrorDetails().errorCode()).isEqualTo(code));
    }
}

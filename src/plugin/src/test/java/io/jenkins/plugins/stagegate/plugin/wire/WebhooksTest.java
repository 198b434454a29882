package io.jenkins.plugins.stagegate.plugin.wire;

import static io.jenkins.plugins.stagegate.plugin.wire.Declared.commands;
import static io.jenkins.plugins.stagegate.plugin.wire.Declared.stage;
import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.Item;
import hudson.model.Items;
import io.jenkins.plugins.stagegate.plugin.Eventually;
import io.jenkins.plugins.stagegate.plugin.ShopRepository;
import io.jenkins.plugins.stagegate.plugin.settings.StageGateSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.rules.TestName;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.*;

/** The addresses that PutWebhook gives start the pipelines of jobs. */
public class WebhooksTest {
    private static final String PUSH = "{\"ref\": \"refs/heads/main\", \"commits\": [{\"id\": 7}]}";
    private static final String SECRET = "open sesame";

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @ClassRule
    public static final TemporaryFolder FOLDER = new TemporaryFolder();

    private static final Clients CLIENTS = new Clients();
    private static CodePipelineClient ada;
    private static String repository;

    @Rule
    public final TestName test = new TestName();

    private WorkflowJob job;

    @BeforeClass
    public static void letPeopleIn() throws Exception {
        repository = ShopRepository.in(FOLDER.newFolder("shop").toPath()).address();
        JENKINS.jenkins.setSecurityRealm(JENKINS.createDummySecurityRealm());
        JENKINS.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("ada")
                .grant(Jenkins.READ, Item.READ, Item.BUILD)
                .everywhere()
                .to("builder")
                .grant(Jenkins.READ, Item.READ, Item.CONFIGURE)
                .everywhere()
                .to("author")
                .grant(Jenkins.READ)
                .everywhere()
                .to("bob")
                .grant(Item.READ, Item.CONFIGURE)
                .onPaths("bobs")
                .to("bob"));
        ada = CLIENTS.of(JENKINS, "ada");
    }

    @AfterClass
    public static void everyAnswerHadTheShapeOfTheService() {
        assertThat(CLIENTS.wrong()).isEmpty();
    }

    @Before
    public void makeAPipeline() throws Exception {
        ada.createPipeline(
                call -> call.pipeline(Declared.pipeline(name(), repository, stage("Build", commands("Make", "true")))));
        job = JENKINS.jenkins.getItemByFullName(name(), WorkflowJob.class);
        JENKINS.waitUntilNoActivity();
    }

    private String name() {
        return test.getMethodName();
    }

    /** Puts a webhook of the test's name, and gives its address. */
    private String put(WebhookAuthenticationType type, Consumer<WebhookAuthConfiguration.Builder> settings) {
        return ada.putWebhook(call -> call.webhook(webhook -> webhook.name(name())
                        .targetPipeline(name())
                        .targetAction("Checkout")
                        .filters(filter -> filter.jsonPath("$.ref").matchEquals("refs/heads/{branch}"))
                        .authentication(type)
                        .authenticationConfiguration(settings)))
                .webhook()
                .url();
    }

    private static HttpResponse<String> call(String url, String body, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(url)).POST(HttpRequest.BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> signed(String url, String body, String secret) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        var signature = HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        return call(url, body, "X-Hub-Signature-256", "sha256=" + signature);
    }

    private String page() throws Exception {
        return JENKINS.createWebClient()
                .withJavaScriptEnabled(false)
                .login("builder")
                .goTo("job/" + name() + "/stage-gate-triggers/")
                .asNormalizedText();
    }

    @Test
    public void startsThePipelineOfASignedCall() throws Exception {
        var url = put(WebhookAuthenticationType.GITHUB_HMAC, settings -> settings.secretToken(SECRET));
        assertThat(url).startsWith(JENKINS.getURL() + "stage-gate-api/webhooks/" + name() + "/");

        var answer = signed(url, PUSH, SECRET);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("\"delivery\"");
        Eventually.of(() -> assertThat(page()).contains("started execution 2: every filter matches"));
        assertThat(page()).contains("webhook " + name());
        var run = JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(job.getBuildByNumber(2)));
        JENKINS.assertLogContains("webhook:" + name(), run);
        var newest = ada.listPipelineExecutions(call -> call.pipelineName(name()))
                .pipelineExecutionSummaries()
                .get(0);
        assertThat(newest.trigger().triggerType()).isEqualTo(TriggerType.WEBHOOK);
        assertThat(newest.trigger().triggerDetail()).endsWith(":webhook:" + name());
    }

    @Test
    public void startsAsOftenAsItIsCalled() throws Exception {
        var url = put(WebhookAuthenticationType.UNAUTHENTICATED, settings -> {});
        for (int i = 0; i < 2; i++) {
            assertThat(call(url, PUSH).statusCode()).isEqualTo(200);
        }
        Eventually.of(() -> assertThat(page()).contains("started execution 2:", "started execution 3:"));
    }

    @Test
    public void refusesWhoDoesNotKnowTheSecret() throws Exception {
        var url = put(WebhookAuthenticationType.GITHUB_HMAC, settings -> settings.secretToken(SECRET));
        assertThat(call(url, PUSH).statusCode()).isEqualTo(403);
        assertThat(signed(url, PUSH, "wrong").statusCode()).isEqualTo(403);
        assertThat(call(url, PUSH, "Cookie", "JSESSIONID=1").body()).doesNotContain(SECRET);
        JENKINS.waitUntilNoActivity();
        assertThat(job.getBuilds()).hasSize(1);
    }

    @Test
    public void isAtNoAddressThatCanBeGuessed() throws Exception {
        var url = put(WebhookAuthenticationType.UNAUTHENTICATED, settings -> {});
        var address = url.substring(0, url.lastIndexOf('/'));
        for (String guessed : List.of(address, address + "/", address + "/0123", url + "0", url + "/x")) {
            assertThat(call(guessed, PUSH).statusCode()).as(guessed).isEqualTo(404);
        }
        ada.deleteWebhook(call -> call.name(name()));
        assertThat(call(url, PUSH).statusCode()).isEqualTo(404);
        assertThat(job.getBuilds()).hasSize(1);
    }

    @Test
    public void saysWhichFilterDoesNotMatch() throws Exception {
        var url = put(WebhookAuthenticationType.UNAUTHENTICATED, settings -> {});
        for (String body : List.of("{\"ref\": \"refs/heads/other\"}", "{}", "no json", "[".repeat(5000))) {
            var answer = call(url, body);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("The filter $.ref does not match.");
        }
        assertThat(page()).contains("The filter $.ref does not match.");
        assertThat(job.getBuilds()).hasSize(1);
    }

    @Test
    public void knowsCallersByTheirAddress() throws Exception {
        var elsewhere = put(WebhookAuthenticationType.IP, settings -> settings.allowedIPRange("10.0.0.0/8"));
        assertThat(call(elsewhere, PUSH).statusCode()).isEqualTo(403);
        // What a caller says in front of the nearest proxy's word does not count.
        assertThat(call(elsewhere, PUSH, "X-Forwarded-For", "10.1.2.3, 192.0.2.7")
                        .statusCode())
                .isEqualTo(403);
        assertThat(call(elsewhere, PUSH, "Forwarded", "for=10.1.2.3").statusCode())
                .isEqualTo(403);
        assertThat(call(elsewhere, PUSH, "X-Forwarded-For", "192.0.2.7, 10.1.2.3")
                        .statusCode())
                .isEqualTo(200);
        var here = put(WebhookAuthenticationType.IP, settings -> settings.allowedIPRange("127.0.0.0/8"));
        assertThat(call(here, PUSH).statusCode()).isEqualTo(200);
    }

    @Test
    public void refusesALongBodyAndOtherMethods() throws Exception {
        var url = put(WebhookAuthenticationType.UNAUTHENTICATED, settings -> {});
        assertThat(call(url, " ".repeat(1_100_000)).statusCode()).isEqualTo(413);
        var get = HttpRequest.newBuilder(URI.create(url)).GET().build();
        assertThat(HttpClient.newHttpClient()
                        .send(get, HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(405);
        assertThat(job.getBuilds()).hasSize(1);
    }

    @Test
    public void saysWhyADisabledJobDoesNotStart() throws Exception {
        var url = put(WebhookAuthenticationType.UNAUTHENTICATED, settings -> {});
        job.setDisabled(true);
        assertThat(call(url, PUSH).statusCode()).isEqualTo(200);
        Eventually.of(() -> assertThat(page()).contains("the job is disabled"));
    }

    @Test
    public void isSilentWhereTheAdministratorWantsNoClients() throws Exception {
        var url = put(WebhookAuthenticationType.UNAUTHENTICATED, settings -> {});
        StageGateSettings.get().setCodePipelineEndpoint(false);
        try {
            assertThat(call(url, PUSH).statusCode()).isEqualTo(404);
        } finally {
            StageGateSettings.get().setCodePipelineEndpoint(true);
        }
    }

    @Test
    public void showsAddressesToThoseWhoMayConfigureThePipeline() throws Exception {
        put(WebhookAuthenticationType.GITHUB_HMAC, settings -> settings.secretToken(SECRET));
        assertThat(CLIENTS.of(JENKINS, "builder").listWebhooks().webhooks()).isEmpty();
        assertThat(CLIENTS.of(JENKINS, "author").listWebhooks().webhooks())
                .filteredOn(webhook -> webhook.definition().name().equals(name()))
                .hasSize(1);
    }

    @Test
    public void isNotTakenOverByWhoMayConfigureAnotherPipeline() throws Exception {
        var url = put(WebhookAuthenticationType.UNAUTHENTICATED, settings -> {});
        var arn = "arn:aws:codepipeline:local:000000000000:webhook:" + name();
        ada.tagResource(
                call -> call.resourceArn(arn).tags(tag -> tag.key("team").value("shop")));
        ada.createPipeline(
                call -> call.pipeline(Declared.pipeline("bobs", repository, stage("Build", commands("Make", "true")))));
        var bob = CLIENTS.of(JENKINS, "bob");
        for (String name : List.of(name(), name() + "-mine")) {
            assertThat(error(() -> bob.putWebhook(call -> call.webhook(webhook -> webhook.name(name)
                            .targetPipeline("bobs")
                            .targetAction("Checkout")
                            .filters(List.of())
                            .authentication(WebhookAuthenticationType.UNAUTHENTICATED)
                            .authenticationConfiguration(settings -> {})))))
                    .isEqualTo(name.equals(name()) ? "AccessDeniedException" : "");
        }
        assertThat(error(() -> bob.deleteWebhook(call -> call.name(name())))).isEqualTo("AccessDeniedException");
        // Whose it is not does not learn of it.
        assertThat(error(() -> bob.listTagsForResource(call -> call.resourceArn(arn))))
                .isEqualTo("ResourceNotFoundException");
        assertThat(error(() -> bob.tagResource(call ->
                        call.resourceArn(arn).tags(tag -> tag.key("team").value("bob")))))
                .isEqualTo("ResourceNotFoundException");
        assertThat(error(() -> bob.deregisterWebhookWithThirdParty(call -> call.webhookName(name()))))
                .isEqualTo("WebhookNotFoundException");
        assertThat(bob.listWebhooks().webhooks())
                .extracting(one -> one.definition().name())
                .containsExactly(name() + "-mine");

        assertThat(call(url, PUSH).statusCode()).isEqualTo(200);
        Eventually.of(() -> assertThat(page()).contains("started execution 2"));
        ada.deletePipeline(call -> call.name("bobs"));
    }

    private static String error(Runnable call) {
        try {
            call.run();
            return "";
        } catch (CodePipelineException e) {
            return e.awsErrorDetails().errorCode();
        }
    }

    @Test
    public void hasAnotherAddressOnceItWasDeleted() throws Exception {
        var url = put(WebhookAuthenticationType.UNAUTHENTICATED, settings -> {});
        assertThat(put(WebhookAuthenticationType.UNAUTHENTICATED, settings -> {}))
                .isEqualTo(url);
        ada.deleteWebhook(call -> call.name(name()));
        assertThat(put(WebhookAuthenticationType.UNAUTHENTICATED, settings -> {}))
                .isNotEqualTo(url);
        assertThat(call(url, PUSH).statusCode()).isEqualTo(404);
    }

    @Test
    public void saysWhenItWasCalledLast() throws Exception {
        var url = put(WebhookAuthenticationType.GITHUB_HMAC, settings -> settings.secretToken(SECRET));
        assertThat(call(url, PUSH).statusCode()).isEqualTo(403);
        assertThat(listed().get(0).errorCode()).isEqualTo("AccessDeniedException");
        assertThat(signed(url, PUSH, SECRET).statusCode()).isEqualTo(200);
        assertThat(listed().get(0).errorCode()).isNull();
        assertThat(listed().get(0).lastTriggered()).isNotNull();
    }

    private List<ListWebhookItem> listed() {
        return ada.listWebhooks().webhooks().stream()
                .filter(one -> one.definition().name().equals(name()))
                .toList();
    }

    @Test
    public void goesWithItsJobToAnotherNameAndNowhereElse() throws Exception {
        var arn = "arn:aws:codepipeline:local:000000000000:";
        ada.tagResource(call ->
                call.resourceArn(arn + name()).tags(tag -> tag.key("team").value("shop")));
        var url = put(WebhookAuthenticationType.UNAUTHENTICATED, settings -> {});
        var folder = JENKINS.createProject(Folder.class, "moved-" + name());
        Items.move(job, folder);
        folder.renameTo("renamed-" + name());
        var moved = "renamed-" + name() + "@" + name();

        assertThat(listed())
                .extracting(one -> one.definition().targetPipeline())
                .containsExactly(moved);
        assertThat(ada.listTagsForResource(call -> call.resourceArn(arn + moved))
                        .tags())
                .hasSize(1);
        assertThat(call(url, PUSH).statusCode()).isEqualTo(200);
        JENKINS.waitUntilNoActivity();

        folder.delete();
        assertThat(listed()).isEmpty();
        assertThat(call(url, PUSH).statusCode()).isEqualTo(404);
        ada.createPipeline(
                call -> call.pipeline(Declared.pipeline(name(), repository, stage("Build", commands("Make", "true")))));
        assertThat(ada.listTagsForResource(call -> call.resourceArn(arn + name()))
                        .tags())
                .isEmpty();
    }

    @Test
    public void keepsItsSecretOutOfWhatIsOnDisk() throws Exception {
        var url = put(WebhookAuthenticationType.GITHUB_HMAC, settings -> settings.secretToken(SECRET));
        signed(url, PUSH, SECRET);
        Eventually.of(() -> assertThat(page()).contains("started execution 2"));
        JENKINS.waitUntilNoActivity();
        try (var files = Files.walk(JENKINS.jenkins.getRootDir().toPath())) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(SECRET);
            }
        }
    }
}

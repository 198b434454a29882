package io.jenkins.plugins.stagegate.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.stagegate.local.Eventually;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.jgit.api.Git;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

public class ServedHooksTest {
    private static final String SECRET = "not to be guessed";

    @Rule
    public final Project project = new Project();

    private final HttpClient client = HttpClient.newHttpClient();
    private Project.Running serve;
    private String base;
    private String key;
    private String commit;

    @Before
    public void define() throws Exception {
        commit = project.commit(
                "Jenkinsfile",
                """
                releasePipeline {
                    triggers { push { branches include: ['main'] } }
                    stages {
                        stage('Source') { source('App') { git url: '.'; output 'A'; namespace 'App' } }
                        stage('Build') { build('Package') { commands 'echo "#{App.CommitId}" >> "$PROJECT/built"' } }
                    }
                }
                """);
        project.with("STAGE_GATE_CREDENTIALS_WEBHOOK", SECRET);
        begin();
    }

    private void begin() throws Exception {
        serve = project.start("serve", "--port", "0", "--poll", "0").says("key=");
        var address = serve.text().replaceAll("(?s).*Open (\\S+).*", "$1");
        base = address.replaceAll("/pipelines.*", "");
        key = address.substring(address.indexOf("key=") + 4);
    }

    @Test
    public void aSignedHookStartsThePushedCommit() throws Exception {
        var answer = hook("generic", body("main", commit), "sha256=" + signature(body("main", commit)));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).path("pipelines").path(0).asText()).isEqualTo("shop");
        Eventually.until(() -> project.written("built").equals(commit + "\n"), () -> serve.toString());
        assertThat(deliveries().path(0).path("verdicts").path(0).path("verdict").asText())
                .isEqualTo("started execution 1: branch `main` matched `main`");

        var again = hook("generic", body("main", commit), "sha256=" + signature(body("main", commit)));
        assertThat(json(again).path("remark").asText()).isEqualTo("This delivery has come before.");
    }

    @Test
    public void whoDoesNotKnowTheSecretIsNotHeard() throws Exception {
        assertThat(hook("generic", body("main", commit), "sha256=" + "0".repeat(64))
                        .statusCode())
                .isEqualTo(403);
        assertThat(hook("github", body("main", commit), "").statusCode()).isEqualTo(403);
        assertThat(hook("nobody", body("main", commit), "").statusCode()).isEqualTo(404);
        assertThat(hook("generic", "x".repeat(5 << 20), "").statusCode()).isEqualTo(413);
        assertThat(deliveries()).isEmpty();
        signed(body("main", commit).replace(project.folder().toString(), "https://git.example.com/other.git"));

        var received = received(key);
        assertThat(received.findValuesAsText("verdict"))
                .containsExactly(
                        "No pipeline here takes that repository by `git url:`.",
                        "A delivery may have 4 MiB.",
                        "The signature or token is not that of this server's secret.",
                        "The signature or token is not that of this server's secret.");
        assertThat(received.findValuesAsText("provider")).containsExactly("generic", "generic", "github", "generic");
        assertThat(received.toString()).doesNotContain("git.example.com");
        assertThat(received("a guess")).isEmpty();
    }

    @Test
    public void theSecretDoesNotReachTheActions() throws Exception {
        project.commit(
                "Jenkinsfile",
                """
                releasePipeline {
                    triggers { push { branches include: ['main'] } }
                    stages {
                        stage('Source') { source('App') { git url: '.'; output 'A' } }
                        stage('Build') { build('Package') { commands 'env > "$PROJECT/env"; echo done > "$PROJECT/built"' } }
                    }
                }
                """);
        var body = body("main", "");

        hook("generic", body, "sha256=" + signature(body));

        Eventually.until(() -> project.written("built").equals("done\n"), () -> serve.toString());
        assertThat(project.written("env")).doesNotContain(SECRET);
    }

    @Test
    public void branchNameIsTheBranchThatWasPushedAndNoneThatPointsToTheSame() throws Exception {
        define("'**'", "echo \"#{App.BranchName}\" >> \"$PROJECT/built\"");
        try (var git = Git.open(project.folder().toFile())) {
            git.branchCreate().setName("release/1").call();
            git.checkout().setCreateBranch(true).setName("feature/x").call();
        }
        signed(body("release/1", commit));
        Eventually.until(() -> project.written("built").equals("release/1\n"), () -> serve.toString());

        var pushed = project.commit("cart", "1");
        project.commit("cart", "2");
        signed(body("feature/x", pushed));
        Eventually.until(() -> project.written("built").equals("release/1\nfeature/x\n"), () -> serve.toString());
    }

    private void define(String branches, String command) throws Exception {
        commit = project.commit(
                "Jenkinsfile",
                """
                releasePipeline {
                    triggers { push { branches include: [%s] } }
                    stages {
                        stage('Source') { source('App') { git url: '.', branch: 'main'; output 'A'; namespace 'App' } }
                        stage('Build') { build('Package') { commands '%s' } }
                    }
                }
                """
                        .formatted(branches, command));
    }

    private void signed(String body) throws Exception {
        assertThat(hook("generic", body, "sha256=" + signature(body)).statusCode())
                .isEqualTo(200);
    }

    @Test
    public void whatWasAnsweredIsNotLostWhenTheProgramIsKilled() throws Exception {
        for (int round = 1; round <= 3; round++) {
            var pushed = project.commit("round", "round " + round);
            var body = body("main", pushed);
            assertThat(hook("generic", body, "sha256=" + signature(body)).statusCode())
                    .isEqualTo(200);

            serve.crash();
            begin();

            Eventually.until(() -> project.written("built").contains(pushed), () -> serve.toString());
        }
        assertThat(project.written("built").lines()).hasSize(3).doesNotHaveDuplicates();
    }

    private String body(String branch, String id) {
        return "{\"repository\":\"%s\",\"branch\":\"%s\",\"commit\":\"%s\"}".formatted(project.folder(), branch, id);
    }

    private HttpResponse<String> hook(String provider, String body, String signature) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(base + "/hooks/" + provider))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
        if (!signature.isEmpty()) {
            request.header("X-Stage-Gate-Signature", signature);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private JsonNode received(String token) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(base + "/hooks/"))
                .header("X-Stage-Gate-Token", token)
                .build();
        return json(client.send(request, HttpResponse.BodyHandlers.ofString())).path("received");
    }

    private JsonNode deliveries() throws Exception {
        var request = HttpRequest.newBuilder(URI.create(base + "/pipelines/shop/deliveries"))
                .header("X-Stage-Gate-Token", key)
                .build();
        return json(client.send(request, HttpResponse.BodyHandlers.ofString())).path("deliveries");
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        return new JsonMapper().readTree(answer.body());
    }

    private static String signature(String body) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    }
}

package io.jenkins.plugins.stagegate.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagegate.local.Eventually;
import io.jenkins.plugins.stagegate.source.GitHttpServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** {@code serve} is killed while changes arrive; what follows it starts each of them, and each once. */
public class TriggersCrashTest {
    private static final String SECRET = "not to be guessed";

    @Rule
    public final Project project = new Project();

    private final HttpClient client = HttpClient.newHttpClient();
    private GitHttpServer git;
    private Project.Running serve;
    private String before;

    @Before
    public void openShop() throws Exception {
        git = new GitHttpServer(project.folder().getParent(), Map.of("ci", "password"));
        project.with("STAGE_GATE_CREDENTIALS_WEBHOOK", SECRET).with("STAGE_GATE_CREDENTIALS_GIT", "ci:password");
        before = project.commit(
                "Jenkinsfile",
                """
                releasePipeline {
                    executionMode QUEUED
                    triggers { push { branches include: ['main']; filePaths include: ['price'] } }
                    stages {
                        stage('Source') { source('App') { git url: '%s', credentialsId: 'git'; output 'A'; namespace 'App' } }
                        stage('Build') { build('Package') { commands 'echo "#{App.CommitId}" >> "$PROJECT/built"' } }
                    }
                }
                """
                        .formatted(address()));
    }

    @After
    public void close() {
        git.close();
    }

    @Test
    public void betweenTheAnswerToAHookAndTheStart() throws Exception {
        serve("0");
        git.hold();
        var pushed = project.commit("price", "100");

        assertThat(hook(pushed)).as("nobody waits for the repository").isEqualTo(200);
        Eventually.until(() -> git.held() > 0, () -> serve.toString());
        serve.crash();
        serve("0");
        git.letGo();

        assertBuilt(pushed);
    }

    @Test
    public void inTheMiddleOfALook() throws Exception {
        serve("1");
        var seen = project.folder().resolve(".stage-gate/shop/triggers/seen.json");
        Eventually.until(() -> Files.exists(seen), () -> serve.toString());
        var pushed = project.commit("price", "100");
        git.hold();
        int held = git.held();

        Eventually.until(() -> git.held() > held, () -> serve.toString());
        serve.crash();
        git.letGo();
        serve("1");

        assertBuilt(pushed);
    }

    @Test
    public void anywhere() throws Exception {
        var all = new ArrayList<String>();
        var journal = project.folder().resolve(".stage-gate/shop/journal");
        serve("1");
        for (int round = 0; round < 6; round++) {
            var pushed = project.commit("price", "round " + round);
            all.add(pushed);
            long enough = lines(journal) + 2L * round;
            assertThat(hook(pushed)).isEqualTo(200);
            Eventually.until(() -> lines(journal) >= enough, () -> serve.toString());
            serve.crash();
            serve("1");
        }

        assertBuilt(all.toArray(String[]::new));
    }

    private void assertBuilt(String... commits) throws Exception {
        for (String commit : commits) {
            Eventually.until(() -> project.written("built").contains(commit), () -> serve.toString());
        }
        // Whatever waits is behind what was built: they are dealt with in their order.
        var last = project.commit("price", "the last one");
        hook(last);
        Eventually.until(() -> project.written("built").contains(last), () -> serve.toString());
        assertThat(project.written("built").lines())
                .startsWith(commits)
                .endsWith(last)
                .hasSize(commits.length + 1);
    }

    private void serve(String poll) throws Exception {
        serve = project.start("serve", "--port", "0", "--poll", poll).says("key=");
    }

    private static long lines(Path file) throws IOException {
        if (!Files.exists(file)) {
            return 0;
        }
        try (var lines = Files.lines(file)) {
            return lines.count();
        }
    }

    private String address() {
        return git.address(project.folder().getFileName().toString());
    }

    private int hook(String commit) throws Exception {
        var base = serve.text().replaceAll("(?s).*Open (http://[^/]+)/.*", "$1");
        var body = "{\"repository\":\"%s\",\"branch\":\"main\",\"before\":\"%s\",\"commit\":\"%s\"}"
                .formatted(address(), before, commit);
        before = commit;
        var request = HttpRequest.newBuilder(URI.create(base + "/hooks/generic"))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + SECRET)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
    }
}

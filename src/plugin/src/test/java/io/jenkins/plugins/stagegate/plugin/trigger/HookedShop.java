package io.jenkins.plugins.stagegate.plugin.trigger;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.model.listeners.ItemListener;
import hudson.util.Secret;
import io.jenkins.plugins.stagegate.plugin.ShopRepository;
import io.jenkins.plugins.stagegate.plugin.host.Pipelines;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import io.jenkins.plugins.stagegate.plugin.settings.StageGateSettings;
import io.jenkins.plugins.stagegate.source.GitHttpServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.rules.ExternalResource;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;

/** A real repository behind git's own server and a login, and whoever sends the hooks of GitHub for it. */
final class HookedShop extends ExternalResource {
    static final String SECRET = "it's a secret of hooks";

    private static final String NAME = "shop";
    // Events of other plugins name a repository by nothing but its last word, so that each test needs one of its own
    // name.
    private static int shops;

    private final TemporaryFolder temporary = new TemporaryFolder();
    private final HttpClient client = HttpClient.newHttpClient();
    private ShopRepository repository;
    private Path files;
    private GitHttpServer server;
    private int deliveries;

    @Override
    protected void before() throws Throwable {
        temporary.create();
        files = temporary.newFolder(NAME + ++shops).toPath();
        repository = ShopRepository.in(files);
        server = new GitHttpServer(temporary.getRoot().toPath(), Map.of("ci", "ci-password"));
    }

    @Override
    protected void after() {
        server.close();
        temporary.delete();
    }

    /** Lets a Jenkins know the login and the secret, and look only when it is told to. */
    static void prepare() throws Exception {
        var store = SystemCredentialsProvider.getInstance();
        store.getCredentials().clear();
        store.getCredentials()
                .add(new UsernamePasswordCredentialsImpl(CredentialsScope.GLOBAL, "git", "", "ci", "ci-password"));
        store.getCredentials()
                .add(new StringCredentialsImpl(CredentialsScope.GLOBAL, "hooks", "", Secret.fromString(SECRET)));
        store.getCredentials()
                .add(new StringCredentialsImpl(CredentialsScope.GLOBAL, "other", "", Secret.fromString("another")));
        store.save();
        StageGateSettings.get().setHookSecrets(List.of(new HookSecret("hooks")));
        StageGateSettings.get().setLookEverySeconds(0);
        StageGateSettings.get().setAllowedHosts("127.0.0.1");
    }

    Path files() {
        return files;
    }

    String address() {
        return server.address(files.getFileName().toString());
    }

    /** What answers at that address. */
    GitHttpServer server() {
        return server;
    }

    String commit(String file, String text) throws Exception {
        Files.createDirectories(files.resolve(file).getParent());
        return repository.commit(file, text, "Change " + file);
    }

    /** A pipeline with these triggers that says which commit it took. */
    String pipeline(String... triggers) {
        return """
                releasePipeline {
                    executionMode QUEUED
                    triggers {
                %s
                    }
                    stages {
                        stage('Source') {
                            source('App') { git url: '%s', credentialsId: 'git'; output 'A'; namespace 'App' }
                        }
                        stage('Build') {
                            build('Say') { input 'A'; commands 'echo "price $(cat price.txt) at #{App.CommitId}"' }
                        }
                    }
                }
                """
                .formatted(String.join("\n", triggers), address());
    }

    void define(WorkflowJob job, String... triggers) throws Exception {
        job.setDefinition(new ReleasePipelineDefinition(pipeline(triggers)));
        job.save();
        ItemListener.fireOnUpdated(job);
    }

    /** The body of GitHub's hook of a push to a branch. */
    String push(String branch, String before, String after) {
        return """
                {"ref":"refs/heads/%s","before":"%s","after":"%s","deleted":false,"head_commit":{"id":"%s"},
                 "repository":{"full_name":"example/shop","clone_url":"%s"}}
                """
                .formatted(branch, before, after, after, address());
    }

    /** The body of GitHub's hook of a pull request. */
    String pullRequest(String action, String source, String target, String commit) {
        return """
                {"action":"%s","number":7,"repository":{"full_name":"example/shop","clone_url":"%s"},
                 "pull_request":{"merged":false,
                   "head":{"ref":"%s","sha":"%s","repo":{"full_name":"example/shop"}},
                   "base":{"ref":"%s","repo":{"full_name":"example/shop"}}}}
                """
                .formatted(action, address(), source, commit, target);
    }

    HttpResponse<String> github(JenkinsRule jenkins, String event, String body) throws Exception {
        return github(jenkins, event, body, SECRET);
    }

    HttpResponse<String> github(JenkinsRule jenkins, String event, String body, String secret) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        var signature = HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        return send(
                jenkins,
                "github",
                body,
                "X-GitHub-Event",
                event,
                "X-GitHub-Delivery",
                "delivery-" + deliveries++ + "-" + body.hashCode(),
                "X-Hub-Signature-256",
                "sha256=" + signature);
    }

    HttpResponse<String> send(JenkinsRule jenkins, String provider, String body, String... headers) throws Exception {
        return send(URI.create(jenkins.getURL() + HookAction.URL + "/" + provider), body, headers);
    }

    HttpResponse<String> send(URI address, String body, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** What became of deliveries to a job, the oldest first. */
    static List<String> verdicts(WorkflowJob job) throws Exception {
        var triggers = Triggers.get().listen(Pipelines.get().of(job));
        var verdicts = new ArrayList<String>();
        for (var delivery : triggers.deliveries()) {
            delivery.path("verdicts")
                    .forEach(one -> verdicts.add(0, one.path("verdict").asText()));
        }
        return verdicts;
    }
}

package io.jenkins.plugins.stagegate.plugin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import hudson.model.Result;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Base64;
import java.util.zip.GZIPInputStream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.RefAdvertiser;
import org.eclipse.jgit.transport.UploadPack;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;

/** Sources of a real git server that wants a user's name and password. */
public class PasswordSourceTest {
    private static final String PASSWORD = "open sesame";

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path shop;
    private String commit;
    private HttpServer server;

    @Before
    public void serve() throws Exception {
        shop = folder.newFolder("shop").toPath();
        commit = ShopRepository.in(shop).commit("price.txt", "120\n", "Raise prices");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                answer(exchange);
            }
        });
        server.start();
        SystemCredentialsProvider.getInstance().getCredentials().clear();
        var login = new UsernamePasswordCredentialsImpl(CredentialsScope.GLOBAL, "git", "", "ada", PASSWORD);
        SystemCredentialsProvider.getInstance().getCredentials().add(login);
    }

    @After
    public void stop() {
        server.stop(0);
    }

    /** The two requests of a fetch, as git's protocol over HTTP has them. */
    private void answer(HttpExchange exchange) throws IOException {
        var login = "Basic " + Base64.getEncoder().encodeToString(("ada:" + PASSWORD).getBytes(UTF_8));
        if (!login.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"shop\"");
            exchange.sendResponseHeaders(401, -1);
            return;
        }
        boolean asks = exchange.getRequestMethod().equals("GET");
        exchange.getResponseHeaders()
                .add("Content-Type", "application/x-git-upload-pack-" + (asks ? "advertisement" : "result"));
        exchange.sendResponseHeaders(200, 0);
        try (var git = Git.open(shop.toFile())) {
            var pack = new UploadPack(git.getRepository());
            pack.setBiDirectionalPipe(false);
            if (asks) {
                var lines = new PacketLineOut(exchange.getResponseBody());
                lines.writeString("# service=git-upload-pack\n");
                lines.end();
                pack.sendAdvertisedRefs(new RefAdvertiser.PacketLineOutRefAdvertiser(lines));
            } else {
                var zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
                var body = exchange.getRequestBody();
                pack.upload(zipped ? new GZIPInputStream(body) : body, exchange.getResponseBody(), null);
            }
        }
    }

    @Test
    public void takesARevisionWithAUsersNameAndPassword() throws Exception {
        var run = JENKINS.buildAndAssertSuccess(job(", credentialsId: 'git'"));

        JENKINS.assertLogContains("Took " + commit, run);
        JENKINS.assertLogNotContains(PASSWORD, run);
    }

    @Test
    public void failsWithTheReasonWithoutThem() throws Exception {
        var run = JENKINS.buildAndAssertStatus(Result.FAILURE, job(""));

        JENKINS.assertLogContains("Action 'App' failed: ", run);
        JENKINS.assertLogContains("credentialsId", run);
        JENKINS.assertLogNotContains("\tat ", run);
    }

    private WorkflowJob job(String login) throws Exception {
        var job = JENKINS.createProject(WorkflowJob.class);
        var address = "http://127.0.0.1:" + server.getAddress().getPort() + "/shop.git";
        job.setDefinition(new ReleasePipelineDefinition(
                Shop.pipeline(address, Shop.NOTHING).replace("branch: 'main'", "branch: 'main'" + login)));
        return job;
    }
}

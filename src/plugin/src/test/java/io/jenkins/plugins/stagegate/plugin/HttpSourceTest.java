package io.jenkins.plugins.stagegate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.jenkins.plugins.sshcredentials.impl.BasicSSHUserPrivateKey;
import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.domains.Domain;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import com.sun.net.httpserver.HttpServer;
import hudson.model.Result;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import io.jenkins.plugins.stagegate.plugin.settings.StageGateSettings;
import io.jenkins.plugins.stagegate.source.GitHttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.api.Git;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.After;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;

/** Sources over http, from git's own server, which asks for a user and a password. */
public class HttpSourceTest {
    private static final String PASSWORD = "correct-horse-battery";

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private GitHttpServer server;

    @BeforeClass
    public static void keepLogins() throws Exception {
        add(new UsernamePasswordCredentialsImpl(CredentialsScope.GLOBAL, "git", "", "ada", PASSWORD));
        add(new UsernamePasswordCredentialsImpl(CredentialsScope.GLOBAL, "old", "", "ada", "an-older-password"));
        add(new BasicSSHUserPrivateKey(
                CredentialsScope.GLOBAL,
                "key",
                "ada",
                new BasicSSHUserPrivateKey.DirectEntryPrivateKeySource(Keys.text(Keys.rsa(), null)),
                "",
                ""));
    }

    private static void add(Credentials credentials) throws Exception {
        CredentialsProvider.lookupStores(JENKINS.jenkins)
                .iterator()
                .next()
                .addCredentials(Domain.global(), credentials);
    }

    @Before
    public void serve() throws Exception {
        ShopRepository.in(folder.newFolder("shop").toPath());
        server = new GitHttpServer(folder.getRoot().toPath(), Map.of("ada", PASSWORD));
        StageGateSettings.get().setAllowedHosts("127.0.0.1");
    }

    @After
    public void stop() {
        server.close();
        StageGateSettings.get().setAllowedHosts("");
    }

    private WorkflowJob job(String address, String login) throws Exception {
        var job = JENKINS.createProject(WorkflowJob.class);
        job.setDefinition(new ReleasePipelineDefinition(Shop.pipeline(
                        address,
                        "stage('Build') { build('Package') { input 'AppSource'; commands 'echo price $(cat price.txt)' } }")
                .replace("branch: 'main'", "branch: 'main'" + login)));
        return job;
    }

    private WorkflowRun failed(String address, String login) throws Exception {
        return JENKINS.assertBuildStatus(
                Result.FAILURE, job(address, login).scheduleBuild2(0).get(60, TimeUnit.SECONDS));
    }

    @Test
    public void takesARevisionWithAUserAndAPasswordAndShowsThePasswordToNobody() throws Exception {
        var run = JENKINS.buildAndAssertSuccess(job(server.address("shop/.git"), ", credentialsId: 'git'"));

        JENKINS.assertLogContains("price 100", run);
        JENKINS.assertLogNotContains(PASSWORD, run);
        try (var files = Files.walk(run.getParent().getRootDir().toPath())) {
            assertThat(files.filter(Files::isRegularFile)).noneMatch(HttpSourceTest::tells);
        }
    }

    private static boolean tells(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(PASSWORD);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    public void handsOnTheHistorySoThatAnActionCanAskGit() throws Exception {
        try (var git = Git.open(folder.getRoot().toPath().resolve("shop").toFile())) {
            git.tag().setName("v7").setMessage("v7").setSigned(false).call();
        }
        var job = JENKINS.createProject(WorkflowJob.class);
        job.setDefinition(new ReleasePipelineDefinition(Shop.pipeline(
                        server.address("shop/.git"),
                        "stage('Build') { build('Describe') { input 'AppSource'; commands 'echo version $(git describe --dirty)',"
                                + " 'echo from $(git remote get-url origin)' } }")
                .replace("branch: 'main'", "branch: 'main', credentialsId: 'git', fullClone: true")));

        var run = JENKINS.buildAndAssertSuccess(job);

        JENKINS.assertLogContains("version v7\n", run);
        JENKINS.assertLogContains("from " + server.address("shop/.git"), run);
    }

    @Test
    public void saysAtOnceThatAPasswordIsRefused() throws Exception {
        var run = failed(server.address("shop/.git"), ", credentialsId: 'old'");

        JENKINS.assertLogContains("gave no access. The login 'old' was refused. It is wrong or has expired", run);
        JENKINS.assertLogNotContains("an-older-password", run);
    }

    @Test
    public void saysThatALoginIsWantedWhereNoneIsNamed() throws Exception {
        JENKINS.assertLogContains(
                "It wants a login, and the source action names none. Add a credentialsId to it.",
                failed(server.address("shop/.git"), ""));
    }

    @Test
    public void saysWhichKindOfLoginIsWanted() throws Exception {
        JENKINS.assertLogContains(
                "can see no credentials 'lost'. Add them to its folder, or for all of Jenkins, as 'Username with password'",
                failed(server.address("shop/.git"), ", credentialsId: 'lost'"));
        JENKINS.assertLogContains(
                "Name credentials of the kind 'Username with password'.",
                failed(server.address("shop/.git"), ", credentialsId: 'key'"));
    }

    @Test
    public void asksNoServerThatAnAdministratorDoesNotAllow() throws Exception {
        StageGateSettings.get().setAllowedHosts("git.example.com");
        JENKINS.assertLogContains(
                "was not asked: The host 127.0.0.1 is not among those that an administrator allows",
                failed(server.address("shop/.git"), ", credentialsId: 'git'"));

        StageGateSettings.get().setAllowedHosts("");
        JENKINS.assertLogContains(
                "was not asked: 127.0.0.1 is this machine or a part of its own network. An administrator can allow it",
                failed(server.address("shop/.git"), ", credentialsId: 'git'"));
        JENKINS.assertLogContains(
                "was not asked: localhost is this machine",
                failed("ssh://git@localhost:1/shop.git", ", credentialsId: 'key'"));
    }

    @Test
    public void isNotSentToAnotherServerByOneThatIsAllowed() throws Exception {
        var gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext("/", exchange -> {
            exchange.getResponseHeaders()
                    .add("Location", server.address("shop/.git") + "/info/refs?service=git-upload-pack");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        gateway.start();
        try {
            StageGateSettings.get().setAllowedHosts("localhost");
            JENKINS.assertLogContains(
                    "was not asked: The host 127.0.0.1 is not among those that an administrator allows",
                    failed(
                            "http://localhost:" + gateway.getAddress().getPort() + "/shop/.git",
                            ", credentialsId: 'git'"));
        } finally {
            gateway.stop(0);
        }
    }
}

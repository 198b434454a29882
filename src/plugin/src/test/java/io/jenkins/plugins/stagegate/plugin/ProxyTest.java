package io.jenkins.plugins.stagegate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.domains.Domain;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import com.sun.net.httpserver.HttpServer;
import hudson.ProxyConfiguration;
import hudson.model.Result;
import io.jenkins.plugins.stagegate.image.DockerRegistry;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import io.jenkins.plugins.stagegate.plugin.settings.StageGateSettings;
import io.jenkins.plugins.stagegate.route.SmallProxy;
import io.jenkins.plugins.stagegate.source.GitHttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
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

/** Where Jenkins has a proxy, everything goes through it that Jenkins asks: there are names that only the proxy knows. */
public class ProxyTest {
    private static final String STAGES =
            "stage('Build') { %s test('Show') { input 'AppSource'; commands 'echo price $(cat price.txt)' } }";

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private GitHttpServer git;
    private HttpServer web;
    private SmallProxy proxy;

    @BeforeClass
    public static void keepLogins() throws Exception {
        for (var login : Map.of("git", "correct-horse", "reader", "open sesame").entrySet()) {
            CredentialsProvider.lookupStores(JENKINS.jenkins)
                    .iterator()
                    .next()
                    .addCredentials(
                            Domain.global(),
                            new UsernamePasswordCredentialsImpl(
                                    CredentialsScope.GLOBAL, login.getKey(), "", login.getKey(), login.getValue()));
        }
    }

    @Before
    public void serve() throws Exception {
        ShopRepository.in(folder.newFolder("shop").toPath());
        git = new GitHttpServer(folder.getRoot().toPath(), Map.of("git", "correct-horse"));
        web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        web.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        web.start();
        proxy = SmallProxy.withLogin("jenkins", "hush")
                .knows("git.invalid", URI.create(git.address("")).getPort())
                .knows("web.invalid", web.getAddress().getPort());
        configure("");
    }

    private void configure(String straight) {
        JENKINS.jenkins.setProxy(new ProxyConfiguration("127.0.0.1", proxy.port(), "jenkins", "hush", straight));
    }

    @After
    public void close() {
        JENKINS.jenkins.setProxy(null);
        StageGateSettings.get().setAllowedHosts("");
        proxy.close();
        web.stop(0);
        git.close();
    }

    private static WorkflowJob job(String address, String stages) throws Exception {
        var job = JENKINS.createProject(WorkflowJob.class);
        job.setDefinition(new ReleasePipelineDefinition(
                Shop.pipeline(address, stages).replace("branch: 'main'", "branch: 'main', credentialsId: 'git'")));
        return job;
    }

    @Test
    public void repositoriesAndChecksAndNoticesGoThroughIt() throws Exception {
        var job = job(
                "http://git.invalid/shop/.git",
                STAGES.formatted("beforeEntry { httpCheck url: 'http://web.invalid/health', status: 204 }\n")
                        + "\nstage('Approve') { approval('ShipIt') { notify webhook: 'http://web.invalid/hook' } }");

        var run = job.scheduleBuild2(0).waitForStart();

        JENKINS.waitForMessage("Told by webhook", run);
        JENKINS.assertLogContains("price 100", run);
        JENKINS.assertLogNotContains("hush", run);
        assertThat(proxy.seen()).contains("GET git.invalid", "POST git.invalid", "GET web.invalid", "POST web.invalid");
        stop(run);
    }

    @Test
    public void hostsThatAreExceptedAreAskedStraight() throws Exception {
        StageGateSettings.get().setAllowedHosts("127.0.0.1");
        configure("127.0.0.*");

        JENKINS.buildAndAssertSuccess(job(git.address("shop/.git"), STAGES.formatted("")));

        assertThat(proxy.seen()).isEmpty();
    }

    @Test
    public void aChangeCountsAtOnce() throws Exception {
        var job = job("http://git.invalid/shop/.git", STAGES.formatted(""));
        JENKINS.buildAndAssertSuccess(job);

        JENKINS.jenkins.setProxy(new ProxyConfiguration("127.0.0.1", proxy.port(), "jenkins", "wrong", ""));
        var refused = JENKINS.buildAndAssertStatus(Result.FAILURE, job);
        JENKINS.assertLogContains("407", refused);

        configure("");
        JENKINS.buildAndAssertSuccess(job);
    }

    @Test
    public void itKeepsNobodyFromBeingKeptAwayFromThisMachine() throws Exception {
        var run = JENKINS.buildAndAssertStatus(
                Result.FAILURE, job("http://127.0.0.1:" + web.getAddress().getPort() + "/a.git", STAGES.formatted("")));

        JENKINS.assertLogContains("127.0.0.1 is this machine", run);
        assertThat(proxy.seen()).isEmpty();
    }

    @Test
    public void imagesGoThroughItWithTheLoginOfTheirRegistry() throws Throwable {
        var registry = new DockerRegistry();
        registry.apply(
                        new org.junit.runners.model.Statement() {
                            @Override
                            public void evaluate() throws Throwable {
                                takes(registry);
                            }
                        },
                        org.junit.runner.Description.EMPTY)
                .evaluate();
    }

    private void takes(DockerRegistry registry) throws Exception {
        var digest = registry.push("shop/base", "1.2", "one");
        registry.restartWithLogin();
        StageGateSettings.get().setAllowedHosts("127.0.0.1");
        var job = JENKINS.createProject(WorkflowJob.class);
        job.setDefinition(new ReleasePipelineDefinition(
                """
                releasePipeline {
                    stages {
                        stage('Source') { source('Base') { image '%s/shop/base:1.2', credentialsId: 'reader'; output 'Files' } }
                        stage('Show') { test('Show') { input 'Files'; commands 'cat *' } }
                    }
                }
                """
                        .formatted(registry.host())));

        var run = JENKINS.buildAndAssertSuccess(job);

        JENKINS.assertLogContains("Took " + digest, run);
        assertThat(proxy.seen()).isNotEmpty().allMatch(one -> one.endsWith(" 127.0.0.1"));
    }

    private static void stop(WorkflowRun run) throws Exception {
        run.getExecutor().interrupt();
        JENKINS.waitForCompletion(run);
    }
}

package io.jenkins.plugins.stagegate.plugin.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.listeners.ItemListener;
import hudson.security.FullControlOnceLoggedInAuthorizationStrategy;
import io.jenkins.plugins.stagegate.plugin.Eventually;
import io.jenkins.plugins.stagegate.plugin.host.Pipelines;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;
import org.jvnet.hudson.test.JenkinsRule;

/** The hooks of each provider, sent over HTTP to a Jenkins whose users must log in. */
@RunWith(Parameterized.class)
public class ProvidersTest {
    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    private static final ProxySelector USUAL = ProxySelector.getDefault();

    @Rule
    public final HookedShop shop = new HookedShop();

    private final Sender sender;
    private WorkflowJob job;
    private String pushed;
    private String body;

    public ProvidersTest(Sender sender) {
        this.sender = sender;
    }

    @Parameters(name = "{0}")
    public static List<Sender> senders() {
        return List.of(Sender.values());
    }

    /** The two providers that have but one server are not asked for anything. */
    @BeforeClass
    public static void stayAtHome() {
        ProxySelector.setDefault(new ProxySelector() {
            @Override
            public List<Proxy> select(URI address) {
                boolean far = String.valueOf(address.getHost()).matches("bitbucket[.]org|.*[.]amazonaws[.]com");
                return List.of(
                        far ? new Proxy(Proxy.Type.HTTP, new InetSocketAddress("127.0.0.1", 1)) : Proxy.NO_PROXY);
            }

            @Override
            public void connectFailed(URI address, SocketAddress proxy, IOException problem) {}
        });
    }

    @AfterClass
    public static void goOutAgain() {
        ProxySelector.setDefault(USUAL);
    }

    @Before
    public void openShop() throws Exception {
        HookedShop.prepare();
        JENKINS.jenkins.setSecurityRealm(JENKINS.createDummySecurityRealm());
        var onlyUsers = new FullControlOnceLoggedInAuthorizationStrategy();
        onlyUsers.setAllowAnonymousRead(false);
        JENKINS.jenkins.setAuthorizationStrategy(onlyUsers);
        job = JENKINS.createProject(WorkflowJob.class);
        job.setDefinition(new ReleasePipelineDefinition(shop.pipeline("push { branches include: ['main'] }")
                .replace(shop.address(), sender.address(shop.address()))));
        job.save();
        ItemListener.fireOnUpdated(job);
        pushed = shop.commit("price.txt", "200\n");
        shop.commit("price.txt", "300\n");
        body = sender.body(sender.address(shop.address()), "1".repeat(40), pushed);
    }

    @Test
    public void startThePushedCommitIfTheyKnowTheSecret() throws Exception {
        var answer = send(HookedShop.SECRET, "first");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"pipelines\":1");
        assertStartedOnce();
        JENKINS.waitUntilNoActivity();
        if (sender.address(shop.address()).equals(shop.address())) {
            JENKINS.assertLogContains(
                    "price 200 at " + pushed, JENKINS.assertBuildStatusSuccess(job.getBuildByNumber(1)));
        }
        job.delete();
    }

    @Test
    public void startNothingIfTheyDoNot() throws Exception {
        var wrong = send("a guess", "first");
        var silent = shop.send(JENKINS, sender.path(), body);

        assertThat(List.of(wrong, silent)).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).doesNotContain("pipelines", job.getName());
        });
        Triggers.get().listen(Pipelines.get().of(job)).settle();
        assertThat(HookedShop.verdicts(job)).isEmpty();
        assertThat(job.isInQueue() || job.getBuildByNumber(1) != null).isFalse();
        job.delete();
    }

    @Test
    public void startNothingOnceMoreIfTheyAreSentAgain() throws Exception {
        send(HookedShop.SECRET, "first");
        var again = send(HookedShop.SECRET, "first");
        var renamed = send(HookedShop.SECRET, "another");

        assertThat(List.of(again.statusCode(), renamed.statusCode())).containsOnly(200);
        assertStartedOnce();
        JENKINS.waitUntilNoActivity();
        assertThat(send(HookedShop.SECRET, "a third").statusCode()).isEqualTo(200);
        Triggers.get().listen(Pipelines.get().of(job)).settle();
        assertStartedOnce();
        assertThat(job.isInQueue()).isFalse();
        assertThat(job.getBuilds()).hasSize(1);
        job.delete();
    }

    private HttpResponse<String> send(String secret, String id) throws Exception {
        return shop.send(JENKINS, sender.path(), body, sender.headers(body, secret, id + "-" + job.getName()));
    }

    private void assertStartedOnce() throws Exception {
        Eventually.of(() -> assertThat(HookedShop.verdicts(job))
                .containsExactly("started execution 1: branch `main` matched `main`"));
        var execution = Pipelines.get().of(job).engine().latest(Long.MAX_VALUE, 10);
        assertThat(execution).singleElement().satisfies(one -> assertThat(
                        one.start().overrides())
                .singleElement()
                .satisfies(override -> {
                    assertThat(override.type()).isEqualTo("COMMIT_ID");
                    assertThat(override.value()).isEqualTo(pushed);
                }));
    }
}

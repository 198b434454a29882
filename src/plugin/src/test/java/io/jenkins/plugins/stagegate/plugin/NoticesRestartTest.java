package io.jenkins.plugins.stagegate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import io.jenkins.plugins.stagegate.plugin.settings.StageGateSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsSessionRule;

/** Jenkins is restarted while people are told that a decision is wanted. */
public class NoticesRestartTest {
    @Rule
    public final JenkinsSessionRule sessions = new JenkinsSessionRule();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch answers = new CountDownLatch(1);
    private HttpServer hook;

    /** A server that answers only after the restart. */
    @Before
    public void openHook() throws Exception {
        hook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hook.setExecutor(Executors.newCachedThreadPool());
        hook.createContext("/", exchange -> {
            int turn = asked.incrementAndGet();
            try {
                boolean answered = answers.await(1, TimeUnit.MINUTES);
                exchange.sendResponseHeaders(answered && turn > 1 ? 204 : 503, -1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        hook.start();
    }

    @After
    public void closeHook() {
        answers.countDown();
        hook.stop(0);
    }

    @Test
    public void asksOnceMoreAfterARestartAndNotAfterTheNext() throws Throwable {
        var repository = ShopRepository.in(folder.newFolder("shop").toPath());
        sessions.then(jenkins -> {
            StageGateSettings.get().setAllowedHosts("127.0.0.1");
            var job = jenkins.createProject(WorkflowJob.class, "shop");
            job.setDefinition(new ReleasePipelineDefinition(Shop.pipeline(
                    repository.address(),
                    "stage('Approve') { approval('ShipIt') { notify webhook: 'http://127.0.0.1:%d/' } }"
                            .formatted(hook.getAddress().getPort()))));
            var run = job.scheduleBuild2(0).waitForStart();
            jenkins.waitForMessage("Approval wanted", run);
            Eventually.of(() -> assertThat(asked).hasValue(1));
        });
        sessions.then(jenkins -> {
            Eventually.of(() -> assertThat(asked).hasValue(2));
            answers.countDown();
            jenkins.waitForMessage("Told by webhook", build(jenkins.jenkins));
        });
        sessions.then(jenkins -> {
            var run = build(jenkins.jenkins);
            Line.of(jenkins, run.getParent()).decide("Approve", "ShipIt", "Approved");
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
            // The third is the note of what became of it.
            Eventually.of(() -> assertThat(asked).hasValue(3));
        });
    }

    private static WorkflowRun build(Jenkins jenkins) {
        return jenkins.getItemByFullName("shop", WorkflowJob.class).getBuildByNumber(1);
    }
}

package io.jenkins.plugins.stagegate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import hudson.model.Result;
import hudson.tasks.Mailer;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import io.jenkins.plugins.stagegate.plugin.notify.ApprovalNotice;
import io.jenkins.plugins.stagegate.plugin.notify.ApprovalNotifier;
import io.jenkins.plugins.stagegate.plugin.settings.StageGateSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import jenkins.model.JenkinsLocationConfiguration;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.FlagRule;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;

/** What Jenkins tells, and asks, other servers because a definition says so. */
public class NoticesTest {
    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @ClassRule
    public static final FlagRule<String> LOCAL_REPOSITORIES =
            FlagRule.systemProperty("io.jenkins.plugins.stagegate.ALLOW_LOCAL_REPOSITORIES", "true");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final Queue<String> posts = new ConcurrentLinkedQueue<>();
    private HttpServer hook;

    @Before
    public void openPostOffices() throws Exception {
        mail.start();
        Mailer.descriptor().setSmtpHost("127.0.0.1");
        Mailer.descriptor().setSmtpPort(String.valueOf(mail.getSmtp().getPort()));
        JenkinsLocationConfiguration.get().setAdminAddress("jenkins@example.com");
        hook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hook.createContext("/hook", exchange -> {
            posts.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        hook.start();
        StageGateSettings.get().setAllowedHosts("127.0.0.1");
    }

    @After
    public void closePostOffices() {
        hook.stop(0);
        mail.stop();
    }

    @Test
    public void sendsAnEmailThatLeadsToThePageOfTheDecision() throws Exception {
        var run = start("message 'Ship #{App.CommitMessage}?'\nnotify email: 'release@example.com'");

        assertThat(mail.waitForIncomingEmail(60_000, 1)).isTrue();
        var message = mail.getReceivedMessages()[0];
        assertThat(message.getAllRecipients()[0]).hasToString("release@example.com");
        assertThat(message.getSubject())
                .isEqualTo("Approval wanted: " + run.getParent().getFullName() + " #1 at ShipIt");
        assertThat(GreenMailUtil.getWholeMessage(message))
                .contains("Ship Open the shop?")
                .contains(JENKINS.getURL() + run.getParent().getUrl() + "stage-gate/");
        JENKINS.waitForMessage("Told by email", run);
        stop(run);
    }

    @Test
    public void postsTheMessageOfCodePipelineToAWebhook() throws Exception {
        var run = start("link 'https://staging.example.com'\nnotify webhook: '%s'".formatted(address("/hook")));
        JENKINS.waitForMessage("Told by webhook", run);

        var approval = new ObjectMapper().readTree(posts.remove()).get("approval");

        assertThat(approval.get("pipelineName").asText())
                .isEqualTo(run.getParent().getFullName());
        assertThat(approval.get("stageName").asText()).isEqualTo("Approve");
        assertThat(approval.get("actionName").asText()).isEqualTo("ShipIt");
        assertThat(approval.get("externalEntityLink").asText()).isEqualTo("https://staging.example.com");
        assertThat(approval.get("expires").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\dZ");
        assertThat(approval.get("approvalReviewLink").asText()).endsWith("/stage-gate/");
        assertThat(approval.get("token").asText())
                .isEqualTo(Line.of(JENKINS, run.getParent()).token("Approve", "ShipIt"));
        stop(run);
    }

    @Test
    public void waitsForTheDecisionEvenIfNobodyCouldBeTold() throws Exception {
        var run = start("notify webhook: '%s'".formatted(address("/nothing")));

        JENKINS.waitForMessage(
                "Could not tell by webhook that an approval is wanted: 127.0.0.1 answered with status 404", run);
        assertThat(run.isBuilding()).isTrue();
        stop(run);
    }

    @Test
    public void sendsNothingToThisMachineUnlessAnAdministratorAllowsIt() throws Exception {
        StageGateSettings.get().setAllowedHosts("");

        var run = start("notify webhook: '%s'".formatted(address("/hook")));

        JENKINS.waitForMessage("127.0.0.1 is this machine or a part of its own network", run);
        assertThat(posts).isEmpty();
        stop(run);
    }

    @Test
    public void sendsNothingToHostsThatAreNotAmongThoseAllowed() throws Exception {
        StageGateSettings.get().setAllowedHosts("*.example.com");

        var run = start("notify webhook: '%s'".formatted(address("/hook")));

        JENKINS.waitForMessage("The host 127.0.0.1 is not among those that an administrator allows", run);
        assertThat(posts).isEmpty();
        stop(run);
    }

    @Test
    public void entersAStageOnceAnAddressAnswersAsWanted() throws Exception {
        var job = job(
                "stage('Build') { beforeEntry { httpCheck url: '%s', status: 204 }\n test('Say') { commands 'true' } }"
                        .formatted(address("/hook")));
        JENKINS.buildAndAssertSuccess(job);
    }

    @Test
    public void doesNotEnterAStageIfTheAddressAnswersOtherwise() throws Exception {
        var job = job(
                "stage('Build') { beforeEntry { httpCheck url: '%s', timeout: '1s' }\n test('Say') { commands 'true' } }"
                        .formatted(address("/nothing")));
        var run = JENKINS.buildAndAssertStatus(Result.FAILURE, job);
        JENKINS.assertLogContains("404", run);
    }

    @Test
    public void tellsByAWayThatAnotherPluginBrings() throws Exception {
        assertThat(ApprovalNotifier.of("pigeon")).isPresent();
        assertThat(ApprovalNotifier.of("telegraph")).isEmpty();
    }

    /** A way that a plugin could bring. */
    @TestExtension
    public static final class Pigeon implements ApprovalNotifier {
        @Override
        public String channel() {
            return "pigeon";
        }

        @Override
        public void tell(ApprovalNotice notice, String address) {}
    }

    private String address(String path) {
        return "http://127.0.0.1:" + hook.getAddress().getPort() + path;
    }

    private WorkflowRun start(String approval) throws Exception {
        var job = job("stage('Approve') { approval('ShipIt') {\n%s\n} }".formatted(approval));
        var run = job.scheduleBuild2(0).waitForStart();
        JENKINS.waitForMessage("Approval wanted at", run);
        return run;
    }

    private WorkflowJob job(String stages) throws Exception {
        var repository = ShopRepository.in(folder.newFolder("shop").toPath());
        var job = JENKINS.createProject(WorkflowJob.class);
        job.setDefinition(new ReleasePipelineDefinition(Shop.pipeline(repository.address(), stages)));
        return job;
    }

    private static void stop(WorkflowRun run) throws Exception {
        run.getExecutor().interrupt();
        JENKINS.waitForCompletion(run);
    }
}

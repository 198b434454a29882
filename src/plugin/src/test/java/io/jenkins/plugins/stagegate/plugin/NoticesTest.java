package io.jenkins.plugins.stagegate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.domains.Domain;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import hudson.model.Result;
import hudson.tasks.Mailer;
import hudson.util.FormValidation;
import hudson.util.Secret;
import io.jenkins.plugins.stagegate.decision.Event;
import io.jenkins.plugins.stagegate.plugin.gate.ImposedGate;
import io.jenkins.plugins.stagegate.plugin.host.Pipelines;
import io.jenkins.plugins.stagegate.plugin.host.ReleaseRun;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import io.jenkins.plugins.stagegate.plugin.notify.ApprovalNews;
import io.jenkins.plugins.stagegate.plugin.notify.ApprovalNotice;
import io.jenkins.plugins.stagegate.plugin.notify.ApprovalNotifier;
import io.jenkins.plugins.stagegate.plugin.notify.Notices;
import io.jenkins.plugins.stagegate.plugin.settings.StageGateSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import jenkins.model.JenkinsLocationConfiguration;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;

/** What Jenkins tells, and asks, other servers because a definition says so. */
public class NoticesTest {
    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

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

        var message = new ObjectMapper().readTree(posts.remove());
        var approval = message.get("approval");

        assertThat(message.get("consoleLink").asText()).endsWith("/stage-gate/");
        assertThat(approval.get("pipelineName").asText())
                .isEqualTo(run.getParent().getFullName());
        assertThat(approval.get("stageName").asText()).isEqualTo("Approve");
        assertThat(approval.get("actionName").asText()).isEqualTo("ShipIt");
        assertThat(approval.get("externalEntityLink").asText()).isEqualTo("https://staging.example.com");
        assertThat(approval.get("expires").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\dZ");
        assertThat(approval.get("approvalReviewLink").asText()).endsWith(question(run));
        assertThat(approval.get("token").asText())
                .isEqualTo(Line.of(JENKINS, run.getParent()).token("Approve", "ShipIt"));
        stop(run);
    }

    @Test
    public void waitsForTheDecisionEvenIfNobodyCouldBeTold() throws Exception {
        var run = start("notify webhook: '%s'".formatted(address("/nothing")));

        JENKINS.waitForMessage(
                "Could not tell by webhook: Approval wanted: " + run.getParent().getFullName()
                        + " #1 at ShipIt. 127.0.0.1 answered with status 404",
                run);
        assertThat(run.isBuilding()).isTrue();
        stop(run);
    }

    @Test
    public void tellsWhoDecidedAndWhatTheySaid() throws Exception {
        var run = start("notify email: 'release@example.com'");
        assertThat(mail.waitForIncomingEmail(60_000, 1)).isTrue();

        Line.of(JENKINS, run.getParent()).decide("Approve", "ShipIt", "Rejected");

        assertThat(mail.waitForIncomingEmail(60_000, 2)).isTrue();
        var message = mail.getReceivedMessages()[1];
        assertThat(message.getSubject()).startsWith("Rejected by ").contains(" #1 at ShipIt");
        assertThat(GreenMailUtil.getBody(message)).contains("seen").contains("The line: " + JENKINS.getURL());
    }

    @Test
    public void tellsThatMoreApprovalsAreWantedAndThatItIsApproved() throws Exception {
        JENKINS.jenkins.setSecurityRealm(JENKINS.createDummySecurityRealm());
        try {
            var run = start("required 2\nnotify webhook: '%s'".formatted(address("/hook")));
            Line.of(JENKINS, run.getParent(), "ada").approve("Approve", "ShipIt");
            Eventually.of(() -> assertThat(occasions()).containsExactlyInAnyOrder("", "GIVEN ada seen"));
            Line.of(JENKINS, run.getParent(), "bob").approve("Approve", "ShipIt");
            Eventually.of(
                    () -> assertThat(occasions()).containsExactlyInAnyOrder("", "GIVEN ada seen", "APPROVED bob seen"));
            JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(run));
        } finally {
            JENKINS.jenkins.setSecurityRealm(hudson.security.SecurityRealm.NO_AUTHENTICATION);
        }
    }

    @Test
    public void tellsThatANewerExecutionWaitsAndThatTheOlderOneWasStopped() throws Exception {
        var run = start("notify webhook: '%s'".formatted(address("/hook")));
        var newer = run.getParent().scheduleBuild2(0).waitForStart();
        Eventually.of(() -> assertThat(occasions())
                .containsExactlyInAnyOrder("", "OUTDATED  Execution 2 is newer and has come to this gate, too."));

        stop(run);

        Eventually.of(() -> assertThat(occasions()).anyMatch(one -> one.startsWith("WITHDRAWN ")));
        stop(newer);
    }

    @Test
    public void remindsThoseWhoWereToldBefore() throws Exception {
        var run = start("remind every: '1d'\nnotify webhook: '%s'".formatted(address("/hook")));
        var state = Pipelines.get().of(run.getParent()).state();
        var asked = Line.stream(Line.of(JENKINS, run.getParent()).json("state").get("stageStates"))
                .map(stage -> stage.at("/actionStates/0/latestExecution/actionExecutionId"))
                .reduce((first, last) -> last)
                .orElseThrow()
                .asText();
        var request = state.locate(asked).orElseThrow().run().approval().orElseThrow();
        assertThat(request.reminder()).isPresent();

        var execution = state.executions().keySet().iterator().next();
        var reminded = new Event.ApprovalReminded(execution, "Approve", "ShipIt", asked, Optional.empty());
        ApprovalNews.of(reminded, state).forEach(news -> Notices.send(run, state, news));

        Eventually.of(() -> assertThat(occasions()).containsExactlyInAnyOrder("", "REMINDER  "));
        stop(run);
    }

    private List<String> occasions() throws Exception {
        var all = new ArrayList<String>();
        for (String post : posts) {
            var approval = new ObjectMapper().readTree(post).get("approval");
            var occasion = approval.path("occasion").asText();
            all.add(
                    occasion.isEmpty()
                            ? ""
                            : occasion + " " + approval.path("by").asText() + " "
                                    + approval.path("comment").asText());
        }
        return all;
    }

    @Test
    public void tellsSlackByAHookWhoseAddressIsASecret() throws Exception {
        secret("chat", address("/hook/T0/very-secret"));
        var run = start(
                "message 'Ship <!channel>?'\nlink 'https://staging.example.com'\nnotify slack: 'credentials:chat'");

        JENKINS.waitForMessage("Told by slack", run);
        var message = new ObjectMapper().readTree(posts.poll());
        assertThat(message.get("text").asText()).startsWith("Approval wanted: ");
        assertThat(message.at("/blocks/0/text/text").asText())
                .isEqualTo(message.get("text").asText());
        assertThat(message.at("/blocks/1/text/type").asText()).isEqualTo("plain_text");
        assertThat(message.at("/blocks/1/text/text").asText()).isEqualTo("Ship <!channel>?");
        assertThat(message.at("/blocks/3/elements/0/url").asText()).endsWith(question(run));
        assertThat(message.at("/blocks/3/elements/1/url").asText()).isEqualTo("https://staging.example.com");
        JENKINS.assertLogNotContains("very-secret", run);
        stop(run);
    }

    @Test
    public void tellsTeamsByAnAdaptiveCard() throws Exception {
        var run = start("message 'Ship **it**?'\nnotify teams: '%s'".formatted(address("/hook")));

        JENKINS.waitForMessage("Told by teams", run);
        var message = new ObjectMapper().readTree(posts.poll());
        assertThat(message.get("type").asText()).isEqualTo("message");
        assertThat(message.at("/attachments/0/contentType").asText())
                .isEqualTo("application/vnd.microsoft.card.adaptive");
        var card = message.at("/attachments/0/content");
        assertThat(card.get("type").asText()).isEqualTo("AdaptiveCard");
        assertThat(card.at("/body/0/inlines/0/text").asText()).startsWith("Approval wanted: ");
        assertThat(card.at("/body/1/inlines/0/text").asText()).isEqualTo("Ship **it**?");
        assertThat(card.at("/actions/0/url").asText()).endsWith(question(run));
        stop(run);
    }

    @Test
    public void saysWhatIsWrongWithASecretButNotWhatItHolds() throws Exception {
        secret("password", "hunter2 is no address");
        var run = start("notify slack: ['credentials:password', 'credentials:nothing']");

        JENKINS.waitForMessage("The secret text 'password' holds no http(s) address", run);
        JENKINS.waitForMessage("There is no secret text with the id 'nothing' here", run);
        JENKINS.assertLogNotContains("hunter2", run);
        stop(run);
    }

    private static void secret(String id, String text) throws Exception {
        CredentialsProvider.lookupStores(JENKINS.jenkins)
                .iterator()
                .next()
                .addCredentials(
                        Domain.global(),
                        new StringCredentialsImpl(CredentialsScope.GLOBAL, id, "", Secret.fromString(text)));
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
        var run = start("notify pigeon: ['loft-7', 'loft-8'], webhook: '%s'".formatted(address("/hook")));

        Eventually.of(() -> assertThat(Pigeon.FLIGHTS)
                .containsExactlyInAnyOrder(
                        "WANTED to loft-7 of " + run.getParent().getFullName(),
                        "WANTED to loft-8 of " + run.getParent().getFullName()));
        JENKINS.waitForMessage("Told by pigeon: Approval wanted", run);
        JENKINS.waitForMessage("Told by webhook", run);

        Pigeon.FLIGHTS.clear();
        Line.of(JENKINS, run.getParent()).decide("Approve", "ShipIt", "Rejected");
        Eventually.of(() -> assertThat(Pigeon.FLIGHTS)
                .contains("REJECTED to loft-7 of " + run.getParent().getFullName()));
    }

    @Test
    public void refusesAWayThatNobodyBringsAndAnAddressThatItDoesNotKnow() throws Exception {
        assertThat(check("notify pidgeon: 'loft-7'"))
                .contains("Nothing here tells people by `pidgeon`.", "Did you mean `pigeon`?", "^^^^^^^");
        assertThat(check("notify pigeon: 'Rome'"))
                .contains("`Rome` is no address for pigeon: Name a loft, such as loft-7.", "^^^^^^");
        assertThat(check("notify pigeon: 'loft-7'")).isEmpty();
    }

    @Test
    public void warnsInTheFormOfAGateOfThoseWhomNobodyCanTell() {
        var form = JENKINS.jenkins.getDescriptorByType(ImposedGate.DescriptorImpl.class);

        assertThat(form.doCheckNotify(null, "pidgeon: loft-7").getMessage())
                .contains("pidgeon")
                .contains("Did you mean `pigeon`?");
        assertThat(form.doCheckNotify(null, "email: a@example.com\npigeon: Rome")
                        .getMessage())
                .contains("Name a loft");
        assertThat(form.doCheckNotify(null, "email: a@example.com\npigeon: loft-7").kind)
                .isEqualTo(FormValidation.Kind.OK);
    }

    private static String check(String words) throws Exception {
        var checked = JENKINS.jenkins
                .getDescriptorByType(ReleasePipelineDefinition.DescriptorImpl.class)
                .doCheckScript(
                        JENKINS.createProject(WorkflowJob.class),
                        Shop.pipeline(
                                "https://git.example.com/shop.git",
                                "stage('Approve') { approval('ShipIt') {\n%s\n} }".formatted(words)));
        return checked.kind == FormValidation.Kind.OK
                ? ""
                : checked.renderHtml().replace("&#039;", "'");
    }

    /** A way that a plugin could bring. */
    @TestExtension
    public static final class Pigeon implements ApprovalNotifier {
        static final Queue<String> FLIGHTS = new ConcurrentLinkedQueue<>();

        @Override
        public String channel() {
            return "pigeon";
        }

        @Override
        public Optional<String> problem(String address) {
            return address.startsWith("loft-") ? Optional.empty() : Optional.of("Name a loft, such as loft-7.");
        }

        @Override
        public void tell(ApprovalNotice notice, String address) {
            FLIGHTS.add(notice.occasion() + " to " + address + " of " + notice.pipeline());
        }
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

    /** Where the line asks about the execution of a build. */
    private static String question(WorkflowRun run) {
        return "/stage-gate/?execution=" + ReleaseRun.of(run).orElseThrow().execution()
                + "&stage=Approve&action=ShipIt";
    }
}

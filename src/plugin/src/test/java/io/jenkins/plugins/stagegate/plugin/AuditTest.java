package io.jenkins.plugins.stagegate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.cli.CLICommandInvoker;
import hudson.model.Cause;
import hudson.model.CauseAction;
import hudson.model.Result;
import hudson.model.User;
import hudson.model.listeners.ItemListener;
import hudson.security.ACL;
import hudson.triggers.TimerTrigger;
import io.jenkins.plugins.stagegate.plugin.event.EventFormat;
import io.jenkins.plugins.stagegate.plugin.event.EventHook;
import io.jenkins.plugins.stagegate.plugin.event.FolderEvents;
import io.jenkins.plugins.stagegate.plugin.gate.ImposedGate;
import io.jenkins.plugins.stagegate.plugin.host.ReleaseRun;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import io.jenkins.plugins.stagegate.plugin.settings.StageGateSettings;
import io.jenkins.plugins.stagegate.plugin.trigger.FolderHooks;
import io.jenkins.plugins.stagegate.plugin.trigger.HookSecret;
import io.jenkins.plugins.stagegate.plugin.trigger.JobHooks;
import io.jenkins.plugins.stagegate.plugin.ui.Operation;
import io.jenkins.plugins.stagegate.plugin.wire.Clients;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.logging.Level;
import javax.xml.transform.stream.StreamSource;
import jenkins.model.Jenkins;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.LoggerRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** Whatever somebody does, by whichever way, the audit log has who, where, what and why. */
public class AuditTest {
    private static final String STAGES =
            """
            stage('Approve') { approval('ShipIt') { message 'Ship it?' } }
            stage('Production') { deploy('Deploy') { commands 'true' } }
            stage('Season') {
                beforeEntry { deploymentWindow cron: '* * * 24 12 ?', timeZone: 'UTC' }
                deploy('Decorate') { commands 'true' }
            }
            """;

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Rule
    public final LoggerRule audit = new LoggerRule().record("io.jenkins.plugins.stagegate.audit", Level.INFO);

    private final EnumSet<Operation> noted = EnumSet.noneOf(Operation.class);
    private Folder shops;
    private WorkflowJob job;
    private Line line;
    private int seen;

    @Before
    public void openShop() throws Exception {
        JENKINS.jenkins.setSecurityRealm(JENKINS.createDummySecurityRealm());
        JENKINS.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("ada"));
        shops = JENKINS.createProject(Folder.class);
        job = shops.createProject(WorkflowJob.class, "shop");
        job.setDefinition(new ReleasePipelineDefinition(Shop.pipeline(
                ShopRepository.in(folder.newFolder("shop").toPath()).address(), STAGES)));
        ItemListener.fireOnUpdated(job);
        line = Line.of(JENKINS, job, "ada");
        audit.capture(100);
    }

    /** That exactly one line has come since, and what it says. */
    private void notes(String where, String what) {
        assertThat(audit.getMessages().subList(seen, audit.getMessages().size()))
                .containsExactly("ada on " + where + ": " + what);
        seen = audit.getMessages().size();
    }

    private void notes(Operation operation, String what) {
        notes(job.getFullName(), what);
        noted.add(operation);
    }

    private String post(String path, String body) throws Exception {
        var answer = line.post(path, body);
        assertThat(answer.getStatusCode()).as(answer.getContentAsString()).isEqualTo(200);
        var id = new com.fasterxml.jackson.databind.ObjectMapper()
                .readTree(answer.getContentAsString())
                .path("pipelineExecutionId");
        return id.asText();
    }

    private WorkflowRun build(int number) throws Exception {
        Eventually.of(() -> assertThat(job.getBuildByNumber(number)).isNotNull());
        return job.getBuildByNumber(number);
    }

    private void transition(boolean enabled, String reason) throws Exception {
        post(
                "transition",
                "{'stageName':'Approve','transitionType':'Inbound','enabled':%s,'reason':'%s'}"
                        .formatted(enabled, reason));
    }

    private void waits(String forWhat) throws Exception {
        Eventually.of(() -> assertThat(line.get("state").getContentAsString()).contains(forWhat));
    }

    private String stop(String scope) {
        return "{'scope':'%s','reason':'Fire','until':'2999-01-01T00:00:00Z','exempt':[]}".formatted(scope);
    }

    @Test
    public void hasEveryOperationOnTheLine() throws Exception {
        transition(false, "Inventory");
        notes(Operation.TRANSITION, "closed the Inbound transition of Approve: Inventory");
        transition(true, "");
        notes(Operation.TRANSITION, "opened the Inbound transition of Approve");

        var first = post("start", "{}");
        notes(Operation.START, "started execution " + first);
        JENKINS.waitForMessage("Approval wanted", build(1));
        line.decide("Approve", "ShipIt", "Rejected");
        notes(Operation.APPROVE, "rejected Approve/ShipIt: seen");
        JENKINS.assertBuildStatus(Result.FAILURE, JENKINS.waitForCompletion(build(1)));
        var retry = "{'stageName':'Approve','pipelineExecutionId':'%s','retryMode':'%s'}";
        post("retry", retry.formatted(first, "ALL_ACTIONS"));
        notes(Operation.RETRY, "retried ALL_ACTIONS of Approve in " + first);

        JENKINS.waitForMessage("Approval wanted", build(2));
        post("stop-line", stop("pipeline"));
        notes(Operation.STOP_LINE, "stopped the line: Fire");
        line.approve("Approve", "ShipIt");
        notes(Operation.APPROVE, "approved Approve/ShipIt: seen");
        waits("The line is stopped by ada");
        post(
                "force-entry",
                "{'pipelineExecutionId':'%s','stageName':'Production','rationale':'Security fix'}".formatted(first));
        notes(Operation.FORCE_ENTRY, "forced " + first + " into Production: Security fix");
        post("release-line", "{'id':'pipeline'}");
        notes(Operation.RELEASE_LINE, "released the line");

        waits("is not met yet");
        post(
                "override",
                "{'pipelineExecutionId':'%s','stageName':'Season','conditionType':'BEFORE_ENTRY'}".formatted(first));
        notes(Operation.OVERRIDE, "overrode the condition BEFORE_ENTRY of Season for " + first);
        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(build(2)));

        var second = post("start", "{}");
        notes(Operation.START, "started execution " + second);
        JENKINS.waitForMessage("Approval wanted", build(3));
        line.approve("Approve", "ShipIt");
        notes(Operation.APPROVE, "approved Approve/ShipIt: seen");
        waits("is not met yet");
        var back = post("rollback", "{'stageName':'Production','targetPipelineExecutionId':'%s'}".formatted(first));
        notes(Operation.ROLLBACK, "rolled Production back to " + first + " by " + back);
        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(build(4)));

        post("stop", "{'pipelineExecutionId':'%s','abandon':false,'reason':'Enough'}".formatted(second));
        notes(Operation.STOP, "stopped " + second + ": Enough");
        JENKINS.assertBuildStatus(Result.ABORTED, JENKINS.waitForCompletion(build(3)));
        var third = post("start", "{}");
        notes(Operation.START, "started execution " + third);
        JENKINS.waitForMessage("Approval wanted", build(5));
        post("stop", "{'pipelineExecutionId':'%s','abandon':true,'reason':'Enough'}".formatted(third));
        notes(Operation.STOP, "stopped and abandoned " + third + ": Enough");
        JENKINS.assertBuildStatus(Result.ABORTED, JENKINS.waitForCompletion(build(5)));

        assertThat(noted).as("an operation that is not tried here").isEqualTo(EnumSet.allOf(Operation.class));
    }

    @Test
    public void hasWhatIsDoneByTheButtonsOfJenkins() throws Exception {
        job.scheduleBuild2(0, new CauseAction(new TimerTrigger.TimerTriggerCause(), new Cause.UserIdCause("ada")));
        JENKINS.waitForMessage("Approval wanted", build(1));
        notes(job.getFullName(), "started execution " + execution(1) + ": Started by timer");
        try (var ada = ACL.as2(User.getById("ada", true).impersonate2())) {
            assertThat(ada).isNotNull();
            build(1).doStop();
        }
        JENKINS.assertBuildStatus(Result.ABORTED, JENKINS.waitForCompletion(build(1)));
        notes(job.getFullName(), "stopped and abandoned " + execution(1) + ": Aborted by ada");

        var command = new CLICommandInvoker(JENKINS, "build").asUser("ada").invokeWithArgs(job.getFullName());
        assertThat(command.returnCode()).as(command.toString()).isZero();
        JENKINS.waitForMessage("Approval wanted", build(2));
        notes(job.getFullName(), "started execution " + execution(2));
        build(2).doStop();
        JENKINS.assertBuildStatus(Result.ABORTED, JENKINS.waitForCompletion(build(2)));
        assertThat(audit.getMessages()).as("what nobody did").hasSize(seen);
    }

    private String execution(int number) throws Exception {
        return ReleaseRun.of(build(number)).orElseThrow().execution();
    }

    @Test
    public void hasWhoStoppedTheLineOfAFolderAndOfJenkins() throws Exception {
        var folders = "folder:" + shops.getFullName();
        post("stop-line", stop(folders));
        notes(shops.getFullName(), "stopped the line: Fire");
        post("release-line", "{'id':'%s'}".formatted(folders));
        notes(shops.getFullName(), "released the line");
        post("stop-line", stop("jenkins"));
        notes("Jenkins", "stopped the line: Fire");
        post("release-line", "{'id':'jenkins'}");
        notes("Jenkins", "released the line");
    }

    @Test
    public void hasWhatIsDoneByCommandsAndByCodePipelinesClients() throws Exception {
        var command = new CLICommandInvoker(JENKINS, "disable-stage-transition").asUser("ada");
        assertThat(command.invokeWithArgs(job.getFullName(), "--stage-name", "Approve", "--reason", "Inventory")
                        .returnCode())
                .isZero();
        notes(job.getFullName(), "closed the Inbound transition of Approve: Inventory");

        try (var client = new Clients().of(JENKINS, "ada")) {
            assertThat(audit.getMessages().subList(seen, audit.getMessages().size()))
                    .singleElement()
                    .asString()
                    .startsWith("ada on the user ada: made the key SGAK");
            seen++;
            var name = client.listPipelines(call -> {}).pipelines().stream()
                    .map(found -> found.name())
                    .filter(found -> found.startsWith(shops.getName()))
                    .findFirst()
                    .orElseThrow();
            client.enableStageTransition(
                    call -> call.pipelineName(name).stageName("Approve").transitionType("Inbound"));
            notes(job.getFullName(), "opened the Inbound transition of Approve");
            var arn = "arn:aws:codepipeline:local:000000000000:" + name;
            client.tagResource(
                    call -> call.resourceArn(arn).tags(tag -> tag.key("team").value("web")));
            notes("Jenkins", "called TagResource for " + arn);
        }
    }

    @Test
    public void hasWhoMadeAndRevokedAKey() throws Exception {
        var browser = JENKINS.createWebClient().withJavaScriptEnabled(false).login("ada");
        HtmlPage page = browser.goTo("user/ada/stage-gate-keys/");
        var text = page.getFormByName("create")
                .getButtonByName("make")
                .<HtmlPage>click()
                .getElementById("stage-gate-key")
                .getTextContent();
        var id = text.lines()
                .filter(setting -> setting.contains("AWS_ACCESS_KEY_ID="))
                .map(setting -> setting.split("=")[1])
                .findFirst()
                .orElseThrow();
        notes("the user ada", "made the key " + id);
        HtmlPage again = browser.goTo("user/ada/stage-gate-keys/");
        again.getFormByName("revoke-" + id).getButtonByName("take-back").click();
        notes("the user ada", "revoked the key " + id);
    }

    @Test
    public void hasWhatAnAdministratorChangesForEverybody() {
        var settings = StageGateSettings.get();
        try (var ada = ACL.as2(User.getById("ada", true).impersonate2())) {
            assertThat(ada).isNotNull();
            var gate = new ImposedGate("Board", "Prod*");
            gate.setFolder("/" + shops.getFullName() + "/");
            settings.setGates(List.of(gate));
            notes(
                    "Jenkins",
                    "changed the gates from [] to [Board in front of Prod* below " + shops.getFullName() + " needs 1]");
            settings.setGates(List.of());
            seen++;
            settings.setAllowedHosts("chat.example.com");
            notes("Jenkins", "changed the hosts that definitions may address from '' to 'chat.example.com'");
            settings.setAllowedHosts("");
            seen++;
            settings.setEventHooks(List.of(hook("https://chat.example.com/T0/very-secret")));
            notes(
                    "Jenkins",
                    "changed the addresses that are told of events from [] to [CloudEvents to chat.example.com, signed with chat]");
            settings.setEventHooks(List.of(hook("https://chat.example.com/T0/another-secret")));
            notes(
                    "Jenkins",
                    "changed something of the addresses that are told of events that is not shown here:"
                            + " [CloudEvents to chat.example.com, signed with chat]");
            settings.setEventHooks(List.of());
            seen++;
            settings.setHookSecrets(List.of(new HookSecret("forge")));
            notes("Jenkins", "changed the secrets of hooks that may start pipelines from [] to [forge]");
            settings.setHookSecrets(List.of());
            seen++;
            settings.setLookEverySeconds(60);
            notes("Jenkins", "changed the seconds between two looks at a repository from '300' to '60'");
            settings.setLookEverySeconds(300);
            seen++;
            settings.setCodePipelineEndpoint(true);
            settings.setPerformers("");
            settings.setEventHooks(List.of());
            settings.setHookSecrets(null);
            assertThat(audit.getMessages()).as("what stays as it is").hasSize(seen);
        }
    }

    private static EventHook hook(String address) {
        var hook = new EventHook(address);
        hook.setFormat(EventFormat.CLOUD_EVENTS);
        hook.setSignatureId("chat");
        return hook;
    }

    @Test
    public void hasWhatSomebodyChangesOfTheHooksOfAFolderAndOfAJob() throws Exception {
        try (var ada = ACL.as2(User.getById("ada", true).impersonate2())) {
            assertThat(ada).isNotNull();
            shops.getProperties().replace(new FolderEvents(List.of(hook("credentials:chat"))));
            notes(
                    shops.getFullName(),
                    "changed the addresses that are told of events from [] to [CloudEvents to credentials:chat, signed with chat]");
            shops.getProperties().replace(new FolderHooks(List.of(new HookSecret("forge"))));
            notes(shops.getFullName(), "changed the secrets of hooks that may start pipelines from [] to [forge]");
            job.addProperty(new JobHooks(List.of(new HookSecret("own"))));
            notes(job.getFullName(), "changed the secrets of hooks that may start pipelines from [] to [own]");

            shops.renameTo(shops.getName() + "-2");
            shops.save();
            job.save();
            assertThat(audit.getMessages()).as("the same under another name").hasSize(seen);

            job.removeProperty(JobHooks.class);
            notes(job.getFullName(), "changed the secrets of hooks that may start pipelines from [own] to []");
            shops.getProperties().remove(FolderEvents.class);
            seen++;
        }
    }

    @Test
    public void hasTheHooksOfAFolderThatComesAsAFile() throws Exception {
        shops.getProperties().replace(new FolderHooks(List.of(new HookSecret("forge"))));
        seen = audit.getMessages().size();
        try (var ada = ACL.as2(User.getById("ada", true).impersonate2())) {
            assertThat(ada).isNotNull();
            var name = shops.getName() + "-copy";
            var file = new ByteArrayInputStream(shops.getConfigFile().asString().getBytes(StandardCharsets.UTF_8));
            var copy = JENKINS.jenkins.createProjectFromXML(name, file);
            notes(name, "changed the secrets of hooks that may start pipelines from [] to [forge]");

            var text = shops.getConfigFile().asString().replace(">forge<", ">smithy<");
            ((Folder) copy).updateByXml(new StreamSource(new StringReader(text)));
            notes(name, "changed the secrets of hooks that may start pipelines from [forge] to [smithy]");
        }
    }

    @Test
    public void keepsALineALineAndSaysNothingOfWhatWasRefused() throws Exception {
        transition(false, "Inventory\\nroot on shop: approved Approve/ShipIt");
        notes(
                job.getFullName(),
                "closed the Inbound transition of Approve: Inventory root on shop: approved Approve/ShipIt");

        assertThat(line.post("rollback", "{'stageName':'Production','targetPipelineExecutionId':'x'}")
                        .getStatusCode())
                .isEqualTo(400);
        assertThat(audit.getMessages()).hasSize(seen);
    }
}

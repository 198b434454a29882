package io.jenkins.plugins.stagegate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.domains.Domain;
import hudson.util.FormValidation;
import hudson.util.Secret;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.stagegate.event.LifecycleEvent;
import io.jenkins.plugins.stagegate.plugin.event.EventFormat;
import io.jenkins.plugins.stagegate.plugin.event.EventHook;
import io.jenkins.plugins.stagegate.plugin.event.FolderEvents;
import io.jenkins.plugins.stagegate.plugin.event.ReleaseListener;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import io.jenkins.plugins.stagegate.plugin.settings.StageGateSettings;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.htmlunit.html.HtmlOption;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.html.HtmlSelect;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.LoggerRule;
import org.jvnet.hudson.test.TestExtension;

/** Plugins, and programs at addresses, are told what happens to pipelines. */
public class EventsTest {
    static final List<String> A_RELEASE = List.of(
            "Pipeline STARTED",
            "Stage STARTED",
            "Action STARTED",
            "Action SUCCEEDED",
            "Stage SUCCEEDED",
            "Stage STARTED",
            "Action STARTED",
            "Action SUCCEEDED",
            "Stage SUCCEEDED",
            "Pipeline SUCCEEDED");

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Rule
    public final EventReceiver receiver = new EventReceiver();

    @Rule
    public final LoggerRule log = new LoggerRule()
            .record("io.jenkins.plugins.stagegate", java.util.logging.Level.FINE)
            .capture(1000);

    @Before
    public void allow() {
        StageGateSettings.get().setAllowedHosts("127.0.0.1");
    }

    @After
    public void tellNobody() {
        StageGateSettings.get().setEventHooks(List.of());
        StageGateSettings.get().setAllowedHosts("");
    }

    private WorkflowJob define(WorkflowJob job) throws Exception {
        var repository = ShopRepository.in(folder.newFolder().toPath());
        job.setDefinition(new ReleasePipelineDefinition(Shop.pipeline(repository.address(), Shop.NOTHING)));
        return job;
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
    public void postsEverythingInOrderAsEventBridgeDoes() throws Exception {
        StageGateSettings.get().setEventHooks(List.of(new EventHook(receiver.address())));
        var job = define(JENKINS.createProject(WorkflowJob.class));

        JENKINS.buildAndAssertSuccess(job);

        Eventually.of(() -> assertThat(receiver.told()).containsExactlyElementsOf(A_RELEASE));
        var last = receiver.taken().get(9);
        assertThat(last.contentType()).isEqualTo("application/json");
        assertThat(last.signature()).isEmpty();
        assertThat(last.json().at("/detail/pipeline").asText()).isEqualTo(job.getFullName());
    }

    @Test
    public void postsCloudEventsThatAreSigned() throws Exception {
        secret("hook", receiver.address());
        secret("key", "open sesame");
        var hook = new EventHook("credentials:hook");
        hook.setFormat(EventFormat.CLOUD_EVENTS);
        hook.setSignatureId("key");
        StageGateSettings.get().setEventHooks(List.of(hook));
        var job = define(JENKINS.createProject(WorkflowJob.class));

        JENKINS.buildAndAssertSuccess(job);

        Eventually.of(() -> assertThat(receiver.taken()).hasSize(10));
        var first = receiver.taken().get(0);
        assertThat(first.contentType()).isEqualTo("application/cloudevents+json");
        assertThat(first.json().get("source").asText()).isEqualTo(job.getAbsoluteUrl());
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("open sesame".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        assertThat(first.signature())
                .contains("sha256="
                        + HexFormat.of().formatHex(mac.doFinal(first.body().getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    public void tellsTheAddressesOfAFolderOnlyOfItsPipelines() throws Exception {
        var shops = JENKINS.createProject(Folder.class);
        shops.addProperty(new FolderEvents(List.of(new EventHook(receiver.address()))));
        var inside = define(shops.createProject(WorkflowJob.class, "inside"));

        JENKINS.buildAndAssertSuccess(define(JENKINS.createProject(WorkflowJob.class)));
        JENKINS.buildAndAssertSuccess(inside);

        Eventually.of(() -> assertThat(receiver.told()).containsExactlyElementsOf(A_RELEASE));
        assertThat(receiver.taken())
                .allMatch(post -> post.json().at("/detail/pipeline").asText().equals(inside.getFullName()));
    }

    @Test
    public void tellsAnAddressThatIsAddedWhileAPipelineIsAtWorkFromThenOn() throws Exception {
        var job = define(JENKINS.createProject(WorkflowJob.class));
        JENKINS.buildAndAssertSuccess(job);

        StageGateSettings.get().setEventHooks(List.of(new EventHook(receiver.address())));
        JENKINS.buildAndAssertSuccess(job);

        Eventually.of(() -> assertThat(receiver.told()).containsExactlyElementsOf(A_RELEASE));
    }

    @Test
    public void postsAgainWhatWasRefused() throws Exception {
        receiver.refuse(true);
        StageGateSettings.get().setEventHooks(List.of(new EventHook(receiver.address())));
        JENKINS.buildAndAssertSuccess(define(JENKINS.createProject(WorkflowJob.class)));
        Eventually.of(() -> assertThat(receiver.refused()).isPositive());

        receiver.refuse(false);

        Eventually.of(() -> assertThat(receiver.told()).containsExactlyElementsOf(A_RELEASE));
        assertThat(log.getMessages()).noneMatch(message -> message.contains("secret-path"));
    }

    @Test
    public void postsNothingToHostsThatAreNotAllowed() throws Exception {
        StageGateSettings.get().setAllowedHosts("events.example.com");
        StageGateSettings.get().setEventHooks(List.of(new EventHook(receiver.address())));

        JENKINS.buildAndAssertSuccess(define(JENKINS.createProject(WorkflowJob.class)));

        Eventually.of(
                () -> assertThat(log.getMessages()).anyMatch(message -> message.contains("did not take an event of")));
        assertThat(receiver.taken()).isEmpty();
    }

    @Test
    public void tellsPlugins() throws Exception {
        var job = define(JENKINS.createProject(WorkflowJob.class));
        JENKINS.buildAndAssertSuccess(job);
        Eventually.of(() -> assertThat(Deployments.PASSED)
                .contains(job.getFullName() + " passed Source", job.getFullName() + " passed Build"));
    }

    /** The example of the documentation. */
    @TestExtension
    public static final class Deployments implements ReleaseListener {
        static final Queue<String> PASSED = new ConcurrentLinkedQueue<>();

        @Override
        public String name() {
            return "deployments";
        }

        @Override
        public void deliver(LifecycleEvent event) {
            var state = event.detail().path("state").asText();
            var stage = event.detail().path("stage").asText();
            if (event.kind().equals(LifecycleEvent.STAGE) && state.equals("SUCCEEDED")) {
                PASSED.add(event.pipeline() + " passed " + stage);
            }
        }
    }

    @Test
    public void isWhatTheDocumentationShows() throws Exception {
        var source = Files.readString(
                Path.of("src/test/java", EventsTest.class.getName().replace('.', '/') + ".java"));
        var shown = Files.readString(Path.of("../../docs/events.md"));
        assertThat(example(shown)).isEqualTo(example(source)).contains("PASSED.add");
        assertThat(imports(shown)).hasSize(5).allSatisfy(line -> assertThat("import hudson.Extension;\n" + source)
                .contains(line + "\n"));
    }

    private static List<String> imports(String text) {
        return text.lines().filter(line -> line.startsWith("import ")).toList();
    }

    private static String example(String text) {
        var begin = text.indexOf("final class Deployments implements ReleaseListener {\n");
        var lines = text.substring(text.indexOf('\n', begin)).lines().map(String::strip);
        return String.join(
                "\n",
                lines.takeWhile(line -> !line.equals("```") && !line.equals("@Test"))
                        .filter(line -> !line.isEmpty())
                        .toList());
    }

    @Test
    public void keepsWhatTheFormsSay() throws Exception {
        var hook = new EventHook("https://events.example.com/stage-gate");
        hook.setFormat(EventFormat.CLOUD_EVENTS);
        hook.setSignatureId("key");
        StageGateSettings.get().setEventHooks(List.of(hook));
        var shops = JENKINS.createProject(Folder.class);
        shops.addProperty(new FolderEvents(List.of(hook)));

        JENKINS.configRoundtrip();
        JENKINS.configRoundtrip(shops);

        assertThat(StageGateSettings.get().getEventHooks())
                .singleElement()
                .satisfies(kept -> JENKINS.assertEqualDataBoundBeans(hook, kept));
        assertThat(shops.getProperties().get(FolderEvents.class).getHooks())
                .singleElement()
                .satisfies(kept -> JENKINS.assertEqualDataBoundBeans(hook, kept));
    }

    @Test
    public void theFormOffersTheSecretTextsThatASignatureCanBeMadeWith() throws Exception {
        secret("signer", "open sesame");
        var shops = JENKINS.createProject(Folder.class);
        shops.addProperty(new FolderEvents(List.of(new EventHook("https://events.example.com/stage-gate"))));

        HtmlPage form = JENKINS.createWebClient().getPage(shops, "configure");
        form.getWebClient().waitForBackgroundJavaScript(10_000);

        HtmlSelect choices = form.getFormByName("config").getSelectByName("_.signatureId");
        assertThat(choices.getOptions())
                .extracting(HtmlOption::getValueAttribute)
                .contains("", "signer");
        assertThat(choices.getSelectedOptions().get(0).getValueAttribute()).isEmpty();
    }

    @Test
    public void theFormKeepsTheNameOfASecretTextThatIsNotThere() throws Exception {
        var hook = new EventHook("https://events.example.com/stage-gate");
        hook.setSignatureId("gone");
        var shops = JENKINS.createProject(Folder.class);
        shops.addProperty(new FolderEvents(List.of(hook)));
        var form = JENKINS.jenkins.getDescriptorByType(EventHook.DescriptorImpl.class);

        JENKINS.configRoundtrip(shops);

        assertThat(shops.getProperties()
                        .get(FolderEvents.class)
                        .getHooks()
                        .get(0)
                        .getSignatureId())
                .isEqualTo("gone");
        assertThat(form.doCheckSignatureId(shops, "gone").renderHtml())
                .contains("There is no secret text with the id &#039;gone&#039;");
        assertThat(form.doCheckSignatureId(shops, " ").kind).isEqualTo(FormValidation.Kind.OK);
    }

    @Test
    public void comeFromConfigurationAsCodeAndGoBackIntoIt() throws Exception {
        var file = folder.newFile("jenkins.yaml").toPath();
        Files.writeString(
                file,
                """
                unclassified:
                  stageGate:
                    eventHooks:
                    - address: "https://events.example.com/stage-gate"
                      format: CLOUD_EVENTS
                      signatureId: "key"
                """);

        ConfigurationAsCode.get().configure(file.toString());

        assertThat(StageGateSettings.get().getEventHooks())
                .singleElement()
                .satisfies(hook -> assertThat(hook.getFormat()).isEqualTo(EventFormat.CLOUD_EVENTS));
        var out = new ByteArrayOutputStream();
        ConfigurationAsCode.get().export(out);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("eventHooks:", "format: CLOUD_EVENTS", "signatureId: \"key\"");
    }
}

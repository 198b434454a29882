package io.jenkins.plugins.stagegate.plugin.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.Item;
import hudson.security.AuthorizationStrategy;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.stagegate.plugin.Eventually;
import io.jenkins.plugins.stagegate.plugin.InGerman;
import io.jenkins.plugins.stagegate.plugin.settings.StageGateSettings;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import jenkins.model.Jenkins;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** What people see of triggers, and where they give secrets. */
public class TriggersPageTest {
    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @Rule
    public final HookedShop shop = new HookedShop();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private WorkflowJob job;

    @Before
    public void openShop() throws Exception {
        HookedShop.prepare();
        JENKINS.jenkins.setSecurityRealm(JENKINS.createDummySecurityRealm());
        JENKINS.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("reader")
                .grant(Jenkins.READ)
                .everywhere()
                .to("stranger"));
        job = JENKINS.createProject(WorkflowJob.class);
        shop.define(job, "push { branches include: ['main', '<b>'] }");
    }

    @Test
    public void showsWhatBecameOfDeliveries() throws Exception {
        shop.github(JENKINS, "push", shop.push("next", "0".repeat(40), shop.commit("price.txt", "200\n")));
        Eventually.of(() -> assertThat(HookedShop.verdicts(job)).hasSize(1));

        var page = page("admin");

        assertThat(page.asNormalizedText())
                .contains("push { branches include: ['main', '<b>'] }")
                .contains("branch `next` did not match `main` or `<b>`")
                .contains("GitHub");
        assertThat(page.getElementsByTagName("details").get(0).getTextContent())
                .contains(JENKINS.getURL() + "stage-gate-hooks/github");
    }

    @Test
    public void showsAdministratorsAloneWhatWasRefusedAndWhatNobodyTakes() throws Exception {
        var body = shop.push("main", "0".repeat(40), shop.commit("price.txt", "200\n"));
        shop.github(JENKINS, "push", body, "a guess");
        shop.github(JENKINS, "push", body.replace(shop.address(), "https://git.example.com/other.git"));

        try (var client = JENKINS.createWebClient()) {
            client.getOptions().setThrowExceptionOnFailingStatusCode(false);
            client.login("admin");
            assertThat(client.goTo("manage/stage-gate-received-hooks/").asNormalizedText())
                    .containsSubsequence(
                            "GitHub",
                            "200",
                            "takes that repository",
                            "GitHub",
                            "403",
                            "signature or token is not the right one")
                    .doesNotContain("git.example.com");
            assertThat(client.goTo("manage/").asNormalizedText()).contains("Hooks of release pipelines");
            client.login("reader");
            assertThat(client.getPage(JENKINS.getURL() + "manage/stage-gate-received-hooks/")
                            .getWebResponse()
                            .getStatusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    public void answersInTheLanguageOfJenkins() throws Exception {
        try (var german = new InGerman()) {
            var body = shop.push("main", "0".repeat(40), shop.commit("price.txt", "200\n"));
            assertThat(shop.github(JENKINS, "push", body, "a guess").body())
                    .contains("Diese Lieferung wird nicht angenommen");
            shop.github(JENKINS, "push", body.replace(shop.address(), "https://git.example.com/other.git"));

            var browser = JENKINS.createWebClient().login("admin");
            assertThat(browser.goTo("manage/stage-gate-received-hooks/").asNormalizedText())
                    .contains("Ihre Signatur oder ihr Token ist nicht das richtige.", "nimmt dieses Repository");
        }
    }

    @Test
    public void showsAddressesForHooksOnlyToWhoeverMayConfigureTheJob() throws Exception {
        assertThat(page("reader").asNormalizedText())
                .contains("Nothing has arrived yet.")
                .doesNotContain("stage-gate-hooks/");
    }

    @Test
    public void doesNotExistForWhoeverCannotReadTheJob() throws Exception {
        var browser = JENKINS.createWebClient().login("stranger");
        browser.assertFails(job.getUrl() + "stage-gate-triggers/", 404);
    }

    @Test
    public void keepsTheSecretsOfAFolderAndOfAJobAsTheFormsShowThem() throws Exception {
        JENKINS.jenkins.setAuthorizationStrategy(new AuthorizationStrategy.Unsecured());
        var shops = JENKINS.createProject(Folder.class);
        shops.addProperty(new FolderHooks(List.of(new HookSecret("other"))));
        job.addProperty(new JobHooks(List.of(new HookSecret("hooks"), new HookSecret("other"))));

        JENKINS.configRoundtrip(shops);
        JENKINS.configRoundtrip(job);

        assertThat(shops.getProperties().get(FolderHooks.class).getSecrets())
                .extracting(HookSecret::getCredentialsId)
                .containsExactly("other");
        assertThat(job.getProperty(JobHooks.class).getSecrets())
                .extracting(HookSecret::getCredentialsId)
                .containsExactly("hooks", "other");
    }

    @Test
    public void keepsTheSettingsAsTheFormShowsThem() throws Exception {
        JENKINS.jenkins.setAuthorizationStrategy(new AuthorizationStrategy.Unsecured());
        StageGateSettings.get().setLookEverySeconds(120);

        JENKINS.configRoundtrip();

        assertThat(StageGateSettings.get().getLookEverySeconds()).isEqualTo(120);
        assertThat(StageGateSettings.get().getHookSecrets())
                .extracting(HookSecret::getCredentialsId)
                .containsExactly("hooks");
    }

    @Test
    public void takesTheSettingsAsCode() throws Exception {
        var file = folder.newFile("jenkins.yaml").toPath();
        Files.writeString(
                file,
                """
                unclassified:
                  stageGate:
                    hookSecrets:
                    - credentialsId: "other"
                    lookEverySeconds: 600
                """);

        ConfigurationAsCode.get().configure(file.toString());

        assertThat(StageGateSettings.get().getLookEverySeconds()).isEqualTo(600);
        assertThat(StageGateSettings.get().getHookSecrets())
                .extracting(HookSecret::getCredentialsId)
                .containsExactly("other");
        var out = new ByteArrayOutputStream();
        ConfigurationAsCode.get().export(out);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("lookEverySeconds: 600");
    }

    private HtmlPage page(String user) throws Exception {
        return JENKINS.createWebClient().login(user).goTo(job.getUrl() + "stage-gate-triggers/");
    }
}

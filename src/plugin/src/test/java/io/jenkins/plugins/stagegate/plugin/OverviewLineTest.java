package io.jenkins.plugins.stagegate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.Item;
import hudson.model.TopLevelItem;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import io.jenkins.plugins.stagegate.plugin.ui.StageGatePermissions;
import java.io.IOException;
import java.net.URL;
import java.util.List;
import java.util.logging.Level;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.LoggerRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** The line of all pipelines of a folder, or of all of Jenkins, is stopped where they are shown together. */
public class OverviewLineTest {
    private static final String ALL = "release-pipelines/";
    private static final String SHOPS = "job/shops/release-pipelines/";

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @Rule
    public final LoggerRule audit = new LoggerRule()
            .record("io.jenkins.plugins.stagegate.audit", Level.INFO)
            .capture(10);

    private WorkflowJob inside;
    private WorkflowJob outside;

    @Before
    public void openShops() throws Exception {
        var shops = JENKINS.createProject(Folder.class, "shops");
        inside = define(shops.createProject(WorkflowJob.class, "shop"));
        outside = define(JENKINS.createProject(WorkflowJob.class, "outside"));
        JENKINS.jenkins.setSecurityRealm(JENKINS.createDummySecurityRealm());
        JENKINS.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ)
                .everywhere()
                .to("stranger")
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("reader", "lead")
                .grant(StageGatePermissions.CONTROL)
                .onFolders(shops)
                .to("lead"));
    }

    @After
    public void closeShops() throws Exception {
        for (TopLevelItem item : List.copyOf(JENKINS.jenkins.getItems())) {
            item.delete();
        }
    }

    @Test
    public void isStoppedAndReleasedOnTheFoldersPage() throws Exception {
        var form = page("lead", SHOPS).getFormByName("stop-line");
        form.getInputByName("reason").setValue("Inventory <b>");
        form.getInputByName("until").setValue("2999-01-01T00:00:00Z");
        form.getInputByName("exempt").setValue("Staging, Canary");
        HtmlPage stopped = form.getButtonByName("stop").click();

        assertThat(stopped.asNormalizedText())
                .contains("The line is stopped by lead for the folder shops until 2999-01-01T00:00:00Z: Inventory <b>"
                        + " May be entered all the same: Staging, Canary.");
        assertThat(stops(inside)).containsExactly("folder:shops");
        assertThat(stops(outside)).isEmpty();
        assertThat(audit.getMessages()).containsExactly("lead on shops: stopped the line: Inventory <b>");

        HtmlPage released =
                stopped.getFormByName("release-line").getButtonByName("release").click();

        assertThat(released.asNormalizedText()).doesNotContain("The line is stopped");
        assertThat(stops(inside)).isEmpty();
        assertThat(audit.getMessages()).endsWith("lead on shops: released the line");
    }

    @Test
    public void isThatOfAllOfJenkinsOnThePageOfAll() throws Exception {
        var form = page("admin", ALL).getFormByName("stop-line");
        form.getInputByName("reason").setValue("Fire");
        HtmlPage stopped = form.getButtonByName("stop").click();

        assertThat(stopped.asNormalizedText()).contains("The line is stopped by admin for all of Jenkins: Fire");
        assertThat(stops(inside)).containsExactly("jenkins");
        assertThat(stops(outside)).containsExactly("jenkins");
        var ofTheFolder = page("lead", SHOPS);
        assertThat(ofTheFolder.asNormalizedText()).contains("The line is stopped by admin for all of Jenkins: Fire");
        assertThat(ofTheFolder.getForms())
                .as("who controls the folder alone cannot release all")
                .extracting(one -> one.getNameAttribute())
                .contains("stop-line")
                .doesNotContain("release-line");

        stopped.getFormByName("release-line").getButtonByName("release").click();
        assertThat(stops(inside)).isEmpty();
        assertThat(audit.getMessages())
                .containsExactly("admin on Jenkins: stopped the line: Fire", "admin on Jenkins: released the line");
    }

    @Test
    public void isShownToReadersWhoCannotChangeIt() throws Exception {
        assertThat(post("admin", ALL + "stop-line", "reason=Fire")).isEqualTo(302);

        var page = page("reader", ALL);
        assertThat(page.asNormalizedText()).contains("The line is stopped by admin for all of Jenkins: Fire");
        assertThat(page.getForms())
                .extracting(one -> one.getNameAttribute())
                .doesNotContain("stop-line", "release-line");
        assertThat(page("stranger", ALL).asNormalizedText())
                .as("who sees no line does not see why it is stopped")
                .doesNotContain("Fire");
        for (String path : List.of(ALL, SHOPS)) {
            assertThat(post("reader", path + "stop-line", "reason=x")).isEqualTo(403);
            assertThat(post("reader", path + "release-line", "")).isEqualTo(403);
        }
        assertThat(post("lead", ALL + "release-line", "")).isEqualTo(403);
        assertThat(stops(inside)).containsExactly("jenkins");
        assertThat(post("admin", ALL + "release-line", "")).isEqualTo(302);
    }

    @Test
    public void isNamedInTheReadersLanguage() throws Exception {
        assertThat(post("admin", ALL + "stop-line", "reason=Brand")).isEqualTo(302);
        assertThat(post("admin", SHOPS + "stop-line", "reason=Inventur")).isEqualTo(302);

        try (var german = new InGerman()) {
            assertThat(page("admin", SHOPS).asNormalizedText())
                    .contains("von admin angehalten, für ganz Jenkins: Brand")
                    .contains("von admin angehalten, für den Ordner shops: Inventur");
        }
        assertThat(post("admin", ALL + "release-line", "")).isEqualTo(302);
    }

    @Test
    public void isNotStoppedWithoutAReasonOrUntilNoTime() throws Exception {
        assertThat(post("lead", SHOPS + "stop-line", "reason=%20")).isEqualTo(400);
        assertThat(post("lead", SHOPS + "stop-line", "reason=x&until=soon")).isEqualTo(400);

        assertThat(stops(inside)).isEmpty();
        assertThat(audit.getMessages()).isEmpty();
    }

    @Test
    public void isInTheHeaderOnlyOfThoseWhoCanReadOne() throws Exception {
        assertThat(leadsToAll("reader")).isTrue();
        assertThat(leadsToAll("stranger")).isFalse();

        outside.delete();
        assertThat(leadsToAll("reader")).isTrue();
        inside.delete();
        assertThat(leadsToAll("reader")).isFalse();

        define(JENKINS.createProject(WorkflowJob.class, "outside"));
        assertThat(leadsToAll("reader")).isTrue();
    }

    private static WorkflowJob define(WorkflowJob job) throws Exception {
        job.setDefinition(
                new ReleasePipelineDefinition(Shop.pipeline("https://git.example.com/shop.git", Shop.NOTHING)));
        return job;
    }

    private static boolean leadsToAll(String user) throws Exception {
        return page(user, "").getAnchors().stream()
                .anyMatch(link -> link.getHrefAttribute().contains("/release-pipelines"));
    }

    private static List<String> stops(WorkflowJob job) throws Exception {
        return Line.stream(Line.of(JENKINS, job, "admin").json("state").get("lineStops"))
                .map(stop -> stop.get("id").asText())
                .toList();
    }

    private static HtmlPage page(String user, String path) throws Exception {
        return browser(user).goTo(path);
    }

    private static int post(String user, String path, String query) throws Exception {
        var browser = browser(user);
        browser.getOptions().setRedirectEnabled(false);
        var request = browser.addCrumb(new WebRequest(address(path + "?" + query), HttpMethod.POST));
        return browser.getPage(request).getWebResponse().getStatusCode();
    }

    private static JenkinsRule.WebClient browser(String user) throws Exception {
        return JENKINS.createWebClient()
                .withJavaScriptEnabled(false)
                .withThrowExceptionOnFailingStatusCode(false)
                .login(user);
    }

    private static URL address(String path) throws IOException {
        return new URL(JENKINS.getURL(), path);
    }
}

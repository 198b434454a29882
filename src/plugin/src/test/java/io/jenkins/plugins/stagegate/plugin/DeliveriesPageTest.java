package io.jenkins.plugins.stagegate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.model.listeners.ItemListener;
import hudson.util.Secret;
import io.jenkins.plugins.stagegate.arrival.TriggerFolder;
import io.jenkins.plugins.stagegate.plugin.host.Pipelines;
import io.jenkins.plugins.stagegate.plugin.settings.StageGateSettings;
import io.jenkins.plugins.stagegate.plugin.trigger.HookAction;
import io.jenkins.plugins.stagegate.plugin.trigger.HookSecret;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;

/** How the page looks that tells what became of deliveries, in a real browser. */
public class DeliveriesPageTest {
    @ClassRule
    public static final LinePages PAGES = new LinePages();

    private static final Chromium BROWSER = PAGES.browser;
    private static final String SECRET = "not to be guessed";

    private WorkflowJob job;

    @Before
    public void logIn() throws Exception {
        PAGES.open("alice");
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new StringCredentialsImpl(CredentialsScope.GLOBAL, "hooks", "", Secret.fromString(SECRET)));
        StageGateSettings.get().setHookSecrets(List.of(new HookSecret("hooks")));
        StageGateSettings.get().setLookEverySeconds(0);
        job = PAGES.jobOf(
                Shop.pipeline(PAGES.repository().address(), "stage('Build') { build('Package') { commands 'true' } }")
                        .replace(
                                "releasePipeline {",
                                """
                        releasePipeline {
                            triggers {
                                push { branches include: ['main']; filePaths include: ['services/**'], exclude: ['**/*.md'] }
                                push { tags include: ['v*'] }
                                pullRequest { events OPEN, UPDATED; branches include: ['main', '<script>alert(1)</script>'] }
                            }
                        """));
        job.save();
        ItemListener.fireOnUpdated(job);
    }

    @Test
    public void isCleanBeforeAnythingHasArrived() throws Exception {
        look("#main-panel details");

        assertThat(BROWSER.plainText("#main-panel")).contains("Triggers", "Nothing has arrived yet.");
        PAGES.assertPlainClean("#main-panel", "deliveries-none");
    }

    @Test
    public void tellsOfEachDeliveryWhatTheTriggersSaid() throws Exception {
        var commit = PAGES.repository().commit("price.txt", "200\n", "Raise the price");
        hook("\"branch\": \"next\"", commit);
        hook("\"tag\": \"v1\"", commit);
        hook(
                "\"pullRequest\": {\"number\": \"7\", \"event\": \"CLOSED\", \"source\": \"next\", \"target\": \"main\"}",
                commit);
        hook("\"branch\": \"main\", \"before\": \"" + commit + "\"", commit);
        Eventually.of(() -> assertThat(
                        TriggerFolder.open(Pipelines.get().of(job).triggers()).deliveries())
                .hasSize(4));
        look("#main-panel table");
        BROWSER.pressPlain("#main-panel summary");

        assertThat(BROWSER.plainText("#main-panel"))
                .contains("started execution 1: tag `v1` matched `v*`")
                .contains("branch `next` did not match `main`")
                .contains("the event is CLOSED, and it wants OPEN or UPDATED")
                .contains("'<script>alert(1)</script>'")
                .contains(HookAction.URL + "/github");
        PAGES.assertPlainClean("#main-panel", "deliveries");
        BROWSER.phone(390, 844);
        try {
            BROWSER.picture("jenkins-deliveries-phone");
        } finally {
            BROWSER.noPhone();
        }
        PAGES.jenkins.waitUntilNoActivity();
    }

    private void look(String part) throws Exception {
        BROWSER.openPlain(PAGES.address(job) + "stage-gate-triggers/", part);
    }

    private void hook(String about, String commit) throws Exception {
        var body = "{\"repository\": \"%s\", %s, \"commit\": \"%s\"}"
                .formatted(PAGES.repository().address(), about, commit);
        var request = HttpRequest.newBuilder(URI.create(PAGES.jenkins.getURL() + HookAction.URL + "/generic"))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + SECRET)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
}

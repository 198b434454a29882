package io.jenkins.plugins.stagegate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.model.User;
import hudson.model.listeners.ItemListener;
import hudson.security.AuthorizationStrategy;
import hudson.util.Secret;
import io.jenkins.plugins.stagegate.plugin.event.EventHook;
import io.jenkins.plugins.stagegate.plugin.event.FolderEvents;
import io.jenkins.plugins.stagegate.plugin.gate.FolderGates;
import io.jenkins.plugins.stagegate.plugin.gate.ImposedGate;
import io.jenkins.plugins.stagegate.plugin.settings.StageGateSettings;
import io.jenkins.plugins.stagegate.plugin.trigger.HookAction;
import io.jenkins.plugins.stagegate.plugin.trigger.HookSecret;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.JUnitSoftAssertions;
import org.eclipse.jgit.api.Git;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;

/**
 * Whatever people, repositories and hooks say, wherever they can say it, is shown as text in a real browser: it runs nothing, adds
 * nothing to a page, and leads nowhere.
 */
public class HostilePagesTest {
    @ClassRule
    public static final LinePages PAGES = new LinePages();

    private static final Chromium BROWSER = PAGES.browser;
    private static final String EVIL = "\"><img src=x onerror=window.evil=1><script>window.evil=1</script>";
    /** No name of a branch has a space in it. */
    private static final String BRANCH = "\"><script>window.evil=1</script>";
    /** No id of a user has a slash in it. */
    private static final String PERSON = "<img src=x onerror=window.evil=1>";

    private static final String SECRET = "not to be guessed";

    /** Opens all tooltips, and gives what is on the page that only a text of ours can have put there. */
    private static final String FOUND =
            """
            const bad = [];
            if (window.evil) bad.push('it ran');
            for (const one of document.querySelectorAll('*')) one._tippy?.show();
            const look = (root) => {
              for (const one of root.querySelectorAll('*')) {
                const script = one.localName === 'script' && one.textContent.includes('window.evil')
                  && !/json|template/.test(one.type);
                const image = one.localName === 'img' && one.getAttribute('src') === 'x';
                const event = [...one.attributes].some(({ name, value }) => name.startsWith('on') && value.includes('evil'));
                const link = /^\\s*javascript:.*evil/i.test(one.getAttribute('href') ?? one.getAttribute('action') ?? '');
                if (script || image || event || link) bad.push(one.outerHTML);
                if (one.shadowRoot) look(one.shadowRoot);
              }
            };
            look(document);
            return bad;
            """;

    @Rule
    public final JUnitSoftAssertions found = new JUnitSoftAssertions();

    private WorkflowJob job;
    private Line line;

    @Before
    public void letEveWriteEverywhere() throws Exception {
        PAGES.open(PERSON, EVIL);
        try (var git = Git.open(
                java.nio.file.Path.of(URI.create(PAGES.repository().address())).toFile())) {
            git.branchCreate().setName(BRANCH).call();
        }
        var eve = User.getById(PERSON, true);
        eve.setFullName(EVIL);
        eve.setDescription(EVIL);
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new StringCredentialsImpl(CredentialsScope.GLOBAL, "hooks", EVIL, Secret.fromString(SECRET)));
        var settings = StageGateSettings.get();
        settings.setHookSecrets(List.of(new HookSecret("hooks"), new HookSecret(EVIL)));
        settings.setLookEverySeconds(0);
        var folder = PAGES.all().createProject(Folder.class, "shops");
        folder.setDisplayName(EVIL);
        folder.setDescription(EVIL);
        var gate = new ImposedGate("Board", "Shelf");
        gate.setMessage(EVIL);
        gate.setStarterMayApprove(true);
        gate.setNotify("email: " + EVIL);
        folder.getProperties().replace(new FolderGates(List.of(gate)));
        folder.getProperties().replace(new FolderEvents(List.of(new EventHook(EVIL))));
        job = PAGES.define(folder, "shop", definition());
        job.setDisplayName(EVIL);
        job.setDescription(EVIL);
        job.save();
        ItemListener.fireOnUpdated(job);
        line = Line.of(PAGES.jenkins, job, PERSON);
    }

    @After
    public void letGo() throws Exception {
        PAGES.all().setAuthorizationStrategy(AuthorizationStrategy.UNSECURED);
        PAGES.jenkins.waitUntilNoActivity();
    }

    private static String definition() {
        return """
                releasePipeline {
                    variables { string 'WHO', defaultValue: '%1$s', description: '%1$s' }
                    triggers { push { branches include: ['%2$s'], exclude: ['other%2$s'] } }
                    stages {
                        stage('Source') {
                            source('App') { git url: '%3$s', branch: '%2$s'; output 'AppSource'; namespace 'App' }
                        }
                        stage('Ask') {
                            approval('ShipIt') {
                                message '%1$s #{App.CommitMessage} #{App.BranchName} #{variables.WHO}'
                                link 'javascript:window.evil=1'
                                submitters '%1$s', '%4$s'
                                field 'WHY', description: '%1$s', choices: ['%1$s', 'no']
                            }
                        }
                        stage('Shelf') {
                            beforeEntry { variableCheck variable: '#{variables.WHO}', value: '%1$s' }
                            deploy('Put') { environment WHAT: '%1$s'; commands 'echo "$WHAT"' }
                        }
                        stage('Elsewhere') { deploy('Far') { agent '"%4$s"'; commands 'true' } }
                    }
                }
                """
                .formatted(EVIL, BRANCH, PAGES.repository().address(), PERSON);
    }

    @Test
    public void areTextWhateverHappens() throws Exception {
        makeKey();
        pagesAreClean("before anything has run", List.of());
        hook("other" + BRANCH, SECRET);
        hook(BRANCH, EVIL);
        var run = PAGES.start(job);
        PAGES.jenkins.waitForMessage("Approval wanted", run);
        pagesAreClean("while it waits for a decision", List.of(run));
        assertThat(BROWSER.allText()).contains(EVIL);

        post("transition", Map.of("stageName", "Shelf", "transitionType", "Inbound", "enabled", false, "reason", EVIL));
        post("approve", decision("Ask", "ShipIt", Map.of("WHY", EVIL)));
        PAGES.jenkins.waitForMessage("The way into Shelf is closed", run);
        post("stop-line", Map.of("scope", "jenkins", "reason", EVIL, "exempt", List.of(EVIL)));
        pagesAreClean("while the way is closed and the line stopped", List.of(run));
        assertThat(BROWSER.allText()).contains(EVIL);

        post("release-line", Map.of("id", "jenkins"));
        post("transition", Map.of("stageName", "Shelf", "transitionType", "Inbound", "enabled", true, "reason", ""));
        PAGES.jenkins.waitForMessage("Approval wanted at 'Board@shops'", run);
        pagesAreClean("at the gate of the folder", List.of(run));
        post("approve", decision("Shelf", "Board@shops", Map.of()));
        PAGES.jenkins.waitForMessage("Still waiting to schedule task", run);
        pagesAreClean("while it waits for an executor", List.of(run));

        post("stop", Map.of("pipelineExecutionId", execution(), "abandon", true, "reason", EVIL));
        PAGES.jenkins.waitForCompletion(run);
        pagesAreClean("once it was stopped", List.of(run));
        assertThat(BROWSER.allText()).contains("Stopped");
    }

    private static String keys() {
        return User.getById(PERSON, true).getUrl() + "/stage-gate-keys/";
    }

    private static void makeKey() throws Exception {
        BROWSER.openPlain(PAGES.jenkins.getURL() + keys(), "#purpose");
        BROWSER.run("document.querySelector('#purpose').value = arguments[0]", EVIL);
        BROWSER.pressPlain("[name=make]");
        BROWSER.openPlain(PAGES.jenkins.getURL() + keys(), "table");
        assertThat(BROWSER.plainText("table")).contains(EVIL.substring(0, 60));
    }

    /** The line comes last, so that it is what stays open. */
    private void pagesAreClean(String when, List<WorkflowRun> runs) throws Exception {
        var shops = job.getParent().getUrl();
        var pages = new ArrayList<>(List.of(
                "",
                "view/all/builds",
                "release-pipelines/",
                "manage/stage-gate-received-hooks/",
                keys(),
                shops,
                shops + "release-pipelines/",
                job.getUrl(),
                job.getUrl() + "build?delay=0sec",
                job.getUrl() + "stage-gate-triggers/"));
        for (var run : runs) {
            for (var page : List.of("", "console", "parameters/", "flowGraphTable/", "pipeline-overview/")) {
                pages.add(run.getUrl() + page);
            }
        }
        if (runs.isEmpty()) {
            pages.add(shops + "configure");
            pages.add(job.getUrl() + "configure");
            pages.add("manage/configure");
        }
        for (var page : pages) {
            BROWSER.openPlain(PAGES.jenkins.getURL() + page, "#main-panel, #jenkins");
            BROWSER.until(() -> BROWSER.run("return document.readyState").equals("complete"));
            clean(when, page);
        }
        PAGES.look(job);
        clean(when, "the line");
    }

    private void clean(String when, String page) {
        found.assertThat((List<?>) BROWSER.run(FOUND)).as("%s: %s", when, page).isEmpty();
    }

    private Map<String, Object> decision(String stage, String action, Map<String, String> fields) throws Exception {
        return Map.of(
                "stageName",
                stage,
                "actionName",
                action,
                "token",
                line.token(stage, action),
                "result",
                Map.of("status", "Approved", "summary", EVIL, "fields", fields));
    }

    private void post(String path, Map<String, ?> body) throws Exception {
        var answer = line.post(path, new com.fasterxml.jackson.databind.ObjectMapper().writeValueAsString(body));
        assertThat(answer.getStatusCode()).as(answer.getContentAsString()).isEqualTo(200);
    }

    private String execution() throws Exception {
        return line.json("executions")
                .at("/pipelineExecutionSummaries/0/pipelineExecutionId")
                .asText();
    }

    private void hook(String branch, String secret) throws Exception {
        var body = new com.fasterxml.jackson.databind.ObjectMapper()
                .writeValueAsString(
                        Map.of("repository", PAGES.repository().address(), "branch", branch, "commit", "f".repeat(40)));
        var request = HttpRequest.newBuilder(URI.create(PAGES.jenkins.getURL() + HookAction.URL + "/generic"))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + secret)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}

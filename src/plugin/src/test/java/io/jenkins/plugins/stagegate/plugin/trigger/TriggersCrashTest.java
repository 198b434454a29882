package io.jenkins.plugins.stagegate.plugin.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.listeners.ItemListener;
import io.jenkins.plugins.stagegate.arrival.TriggerFolder;
import io.jenkins.plugins.stagegate.plugin.Eventually;
import io.jenkins.plugins.stagegate.plugin.host.Pipelines;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.api.Git;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.RealJenkinsRule;

/** A real Jenkins is killed while changes arrive. */
public class TriggersCrashTest {
    /** Its delivery waits for the repository, which is asked which files changed. */
    private static final String ASKED = "asked";
    /** Its build waits in the queue. */
    private static final String QUEUED = "queued";
    /** Its repository is being looked at. */
    private static final String LOOKED = "looked";

    @Rule
    public final RealJenkinsRule jenkins = new RealJenkinsRule();

    @Rule
    public final HookedShop shop = new HookedShop();

    @Test
    public void startsOnceWhatHadArrivedWhenJenkinsWasKilled() throws Throwable {
        jenkins.startJenkins();
        var asked = shop.pipeline("push { branches include: ['main']; filePaths include: ['price.txt'] }");
        var queued = shop.pipeline("push { branches include: ['queued'] }");
        var looked = shop.pipeline("push { branches include: ['looked'] }");
        jenkins.runRemotely(r -> {
            prepare(r, asked, queued, looked);
        });
        var first = shop.commit("price.txt", "200\n");
        branch("queued");
        var second = shop.commit("price.txt", "300\n");
        branch("looked");

        hook("queued", first);
        jenkins.runRemotely(TriggersCrashTest::awaitQueued);
        shop.server().hold();
        hook("main", second);
        Eventually.of(() -> assertThat(shop.server().held()).isEqualTo(1));
        jenkins.runRemotely(TriggersCrashTest::look);
        Eventually.of(() -> assertThat(shop.server().held()).isEqualTo(2));
        jenkins.stopJenkinsForcibly();
        shop.server().letGo();
        jenkins.startJenkins();

        jenkins.runRemotely(r -> {
            look(r);
            assertStartedOnce(r, ASKED, "price 300 at " + second);
            assertStartedOnce(r, QUEUED, "price 200 at " + first);
            assertStartedOnce(r, LOOKED, "price 300 at " + second);
        });
    }

    private void branch(String name) throws Exception {
        try (var git = Git.open(shop.files().toFile())) {
            git.branchCreate().setName(name).call();
        }
    }

    private void hook(String branch, String commit) throws Exception {
        var body = Sender.GENERIC.body(shop.address(), "", commit).replace("\"main\"", "\"" + branch + "\"");
        var address = URI.create(jenkins.getUrl() + HookAction.URL + "/" + Sender.GENERIC.path());
        var answer = shop.send(address, body, Sender.GENERIC.headers(body, HookedShop.SECRET, branch));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static void prepare(JenkinsRule r, String asked, String queued, String looked) throws Exception {
        HookedShop.prepare();
        define(r, ASKED, asked);
        define(r, QUEUED, queued);
        define(r, LOOKED, looked);
        look(r);
        var seen = Pipelines.get().of(job(r, LOOKED)).triggers().resolve("seen.json");
        Eventually.of(() -> assertThat(seen).exists());
        // So that what is started stays in the queue, which is forgotten when Jenkins is killed.
        r.jenkins.doQuietDown();
    }

    private static void define(JenkinsRule r, String name, String text) throws Exception {
        var job = r.createProject(WorkflowJob.class, name);
        job.setDefinition(new ReleasePipelineDefinition(text));
        job.save();
        ItemListener.fireOnUpdated(job);
    }

    private static void awaitQueued(JenkinsRule r) throws Exception {
        Eventually.of(() -> assertThat(job(r, QUEUED).isInQueue()).isTrue());
    }

    private static void look(JenkinsRule r) throws Exception {
        Triggers.get().listen(Pipelines.get().of(job(r, LOOKED))).lookSoon();
    }

    private static void assertStartedOnce(JenkinsRule r, String name, String words) throws Exception {
        var job = job(r, name);
        Eventually.of(() -> assertThat(starts(job)).isNotEmpty());
        var run = r.assertBuildStatusSuccess(r.waitForCompletion(job.getBuildByNumber(1)));
        r.assertLogContains(words, run);
        r.waitUntilNoActivity();
        assertThat(starts(job)).singleElement().asString().contains("started execution 1");
        assertThat(job.getBuilds()).hasSize(1);
        assertThat(Pipelines.get().of(job).engine().latest(Long.MAX_VALUE, 10)).hasSize(1);
    }

    /** What its triggers said when they fired. */
    private static List<String> starts(WorkflowJob job) throws Exception {
        var verdicts = new ArrayList<String>();
        for (var delivery :
                TriggerFolder.open(Pipelines.get().of(job).triggers()).deliveries()) {
            for (var one : delivery.path("verdicts")) {
                if (one.path("fires").asBoolean()) {
                    verdicts.add(one.path("verdict").asText());
                }
            }
        }
        return verdicts;
    }

    private static WorkflowJob job(JenkinsRule r, String name) {
        return r.jenkins.getItemByFullName(name, WorkflowJob.class);
    }
}

package io.jenkins.plugins.stagegate.plugin.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.hudson.plugins.folder.properties.FolderCredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.CredentialsStore;
import com.cloudbees.plugins.credentials.domains.Domain;
import com.cloudbees.plugins.credentials.domains.DomainCredentials;
import hudson.model.Result;
import hudson.model.listeners.ItemListener;
import hudson.security.ACL;
import hudson.util.Secret;
import io.jenkins.plugins.stagegate.plugin.Eventually;
import io.jenkins.plugins.stagegate.plugin.host.JobPipeline;
import io.jenkins.plugins.stagegate.plugin.host.Pipelines;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import io.jenkins.plugins.stagegate.plugin.settings.StageGateSettings;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** What hooks start. */
public class HooksTest {
    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @Rule
    public final HookedShop shop = new HookedShop();

    private WorkflowJob job;

    @Before
    public void openShop() throws Exception {
        HookedShop.prepare();
        job = JENKINS.createProject(WorkflowJob.class);
    }

    @Test
    public void startsThePushedCommitAndNotTheNewestByThen() throws Exception {
        shop.define(job, "push { branches include: ['main'] }");
        var pushed = shop.commit("price.txt", "200\n");
        shop.commit("price.txt", "300\n");

        var answer = shop.github(JENKINS, "push", shop.push("main", "0".repeat(40), pushed));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"pipelines\":1").doesNotContain(job.getName());
        Eventually.of(() -> assertThat(HookedShop.verdicts(job))
                .containsExactly("started execution 1: branch `main` matched `main`"));
        var run = JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(job.getBuildByNumber(1)));
        JENKINS.assertLogContains("price 200 at " + pushed, run);
        JENKINS.assertLogContains("Started by a trigger: branch main " + pushed.substring(0, 12), run);
    }

    @Test
    public void startsABurstInItsOrder() throws Exception {
        shop.define(job, "push { branches include: ['main'] }");
        var first = shop.commit("price.txt", "1\n");
        var second = shop.commit("price.txt", "2\n");
        var third = shop.commit("price.txt", "3\n");

        shop.github(JENKINS, "push", shop.push("main", "0".repeat(40), first));
        shop.github(JENKINS, "push", shop.push("main", first, second));
        shop.github(JENKINS, "push", shop.push("main", second, third));

        Eventually.of(() -> assertThat(HookedShop.verdicts(job)).hasSize(3));
        JENKINS.waitUntilNoActivity();
        for (int number = 1; number <= 3; number++) {
            JENKINS.assertLogContains(
                    "price " + number + " at", JENKINS.assertBuildStatusSuccess(job.getBuildByNumber(number)));
        }
        assertThat(job.getBuilds()).hasSize(3);
    }

    @Test
    public void supersedesInABurstWhatNobodyHasBegunToRelease() throws Exception {
        var text = shop.pipeline("push { branches include: ['main'] }")
                .replace("executionMode QUEUED", "executionMode SUPERSEDED")
                .replace("stage('Build') {", "stage('Build') { approval('ShipIt') { message 'Ship it?' };");
        job.setDefinition(new ReleasePipelineDefinition(text));
        job.save();
        ItemListener.fireOnUpdated(job);
        var before = "0".repeat(40);
        for (int number = 1; number <= 3; number++) {
            var pushed = shop.commit("price.txt", number + "\n");
            shop.github(JENKINS, "push", shop.push("main", before, pushed));
            before = pushed;
            if (number == 1) {
                Eventually.of(() -> assertThat(job.getBuilds()).hasSize(1));
                JENKINS.waitForMessage("Approval wanted", job.getBuildByNumber(1));
            }
        }

        Eventually.of(() -> assertThat(HookedShop.verdicts(job)).hasSize(3));
        JENKINS.assertBuildStatus(Result.NOT_BUILT, JENKINS.waitForCompletion(job.getBuildByNumber(2)));
        assertThat(job.getBuildByNumber(1).isBuilding()).isTrue();
        assertThat(job.getBuildByNumber(3).isBuilding()).isTrue();
        assertThat(job.getBuilds()).hasSize(3);
        for (int number : List.of(1, 3)) {
            job.getBuildByNumber(number).doStop();
            JENKINS.waitForCompletion(job.getBuildByNumber(number));
        }
    }

    @Test
    public void startsOneExecutionForOnePushHoweverItIsHeardOf() throws Exception {
        shop.define(job, "push { branches include: ['main'] }");
        var triggers = Triggers.get().listen(pipeline());
        triggers.lookSoon();
        Eventually.of(() -> assertThat(triggers.hasLooked()).isTrue());
        var pushed = shop.commit("price.txt", "200\n");

        shop.github(JENKINS, "push", shop.push("main", "0".repeat(40), pushed));
        triggers.lookSoon();

        Eventually.of(() -> assertThat(HookedShop.verdicts(job)).hasSize(2));
        assertThat(HookedShop.verdicts(job).get(1)).startsWith("had already started execution 1");
        JENKINS.waitUntilNoActivity();
        assertThat(job.getBuilds()).hasSize(1);
    }

    @Test
    public void dropsADeliveryThatIsSentAgain() throws Exception {
        shop.define(job, "push { branches include: ['main'] }");
        var body = shop.push("main", "0".repeat(40), shop.commit("price.txt", "200\n"));

        assertThat(shop.github(JENKINS, "push", body).body()).doesNotContain("remark");
        assertThat(shop.github(JENKINS, "push", body).body()).contains("This delivery has come before.");

        Eventually.of(() -> assertThat(HookedShop.verdicts(job)).hasSize(1));
        JENKINS.waitUntilNoActivity();
        assertThat(HookedShop.verdicts(job)).hasSize(1);
        assertThat(job.getBuilds()).hasSize(1);
    }

    @Test
    public void startsTheNewestAsOftenAsAHookWithoutACommitComes() throws Exception {
        shop.define(job, "push { branches include: ['main'] }");
        var body = "{\"repository\":\"%s\",\"branch\":\"main\"}".formatted(shop.address());
        for (int number = 1; number <= 2; number++) {
            int count = number;
            shop.commit("price.txt", number + "\n");
            shop.send(JENKINS, "generic", body, "Authorization", "Bearer " + HookedShop.SECRET);
            Eventually.of(() -> assertThat(HookedShop.verdicts(job)).hasSize(count));
        }

        assertThat(HookedShop.verdicts(job)).allMatch(verdict -> verdict.startsWith("started execution "));
        JENKINS.waitUntilNoActivity();
        assertThat(job.getBuilds()).hasSize(2);
    }

    @Test
    public void branchNameIsTheBranchThatWasPushedAndNoneThatPointsToTheSame() throws Exception {
        job.setDefinition(new ReleasePipelineDefinition(shop.pipeline("push { branches include: ['**'] }")
                .replace("git url:", "git branch: 'main', url:")
                .replace("at #{App.CommitId}", "on #{App.BranchName}")));
        job.save();
        ItemListener.fireOnUpdated(job);
        var pushed = shop.commit("price.txt", "1\n");
        try (var git = Git.open(shop.files().toFile())) {
            git.branchCreate().setName("release/1").call();
            git.checkout().setCreateBranch(true).setName("feature/x").call();
        }
        var feature = shop.commit("price.txt", "2\n");
        shop.commit("price.txt", "3\n");

        shop.github(JENKINS, "push", shop.push("release/1", "0".repeat(40), pushed));
        shop.github(JENKINS, "push", shop.push("feature/x", "0".repeat(40), feature));

        Eventually.of(() -> assertThat(HookedShop.verdicts(job)).hasSize(2));
        JENKINS.waitUntilNoActivity();
        JENKINS.assertLogContains("price 1 on release/1", JENKINS.assertBuildStatusSuccess(job.getBuildByNumber(1)));
        JENKINS.assertLogContains("price 2 on feature/x", JENKINS.assertBuildStatusSuccess(job.getBuildByNumber(2)));
    }

    @Test
    public void saysWhichPathsDidNotMatch() throws Exception {
        shop.define(job, "push { branches include: ['main']; filePaths include: ['services/**'] }");
        var before = shop.commit("services/cart.go", "1");
        var pushed = shop.commit("docs/a.md", "1");

        shop.github(JENKINS, "push", shop.push("main", before, pushed));

        Eventually.of(() -> assertThat(HookedShop.verdicts(job)).containsExactly("no path matched `services/**`"));
        assertThat(job.getBuilds()).isEmpty();
    }

    @Test
    public void startsTheNewestCommitOfAPullRequest() throws Exception {
        shop.define(job, "pullRequest { events OPEN, UPDATED; branches include: ['main'] }");
        try (var git = Git.open(shop.files().toFile())) {
            git.checkout().setCreateBranch(true).setName("cheaper").call();
        }
        var pushed = shop.commit("price.txt", "50\n");

        shop.github(JENKINS, "pull_request", shop.pullRequest("opened", "cheaper", "main", pushed));

        Eventually.of(() -> assertThat(HookedShop.verdicts(job)).hasSize(1));
        var run = JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(job.getBuildByNumber(1)));
        JENKINS.assertLogContains("price 50 at " + pushed, run);
    }

    @Test
    public void tellsStrangersNothing() throws Exception {
        shop.define(job, "push { branches include: ['main'] }");
        var body = shop.push("main", "0".repeat(40), shop.commit("price.txt", "200\n"));

        var wrong = shop.github(JENKINS, "push", body, "a guess");
        var unsigned = shop.send(JENKINS, "github", body);
        var nonsense = shop.send(JENKINS, "generic", "nonsense");
        StageGateSettings.get().setHookSecrets(List.of());
        var without = shop.github(JENKINS, "push", body);

        assertThat(List.of(wrong, unsigned, nonsense, without)).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).isEqualTo(wrong.body());
        });
        assertThat(shop.send(JENKINS, "nobody", body).statusCode()).isEqualTo(404);
        assertThat(HookedShop.verdicts(job)).isEmpty();
    }

    @Test
    public void takesNoMoreThanADeliveryMayHave() throws Exception {
        assertThat(shop.send(JENKINS, "github", " ".repeat((4 << 20) + 1)).statusCode())
                .isEqualTo(413);
    }

    @Test
    public void letsTheSecretOfAFolderStartOnlyWhatIsInIt() throws Exception {
        var folder = JENKINS.createProject(Folder.class);
        folder.addProperty(new FolderHooks(List.of(new HookSecret("other"))));
        var inside = folder.createProject(WorkflowJob.class, "inside");
        shop.define(inside, "push { branches include: ['main'] }");
        shop.define(job, "push { branches include: ['main'] }");
        var body = shop.push("main", "0".repeat(40), shop.commit("price.txt", "200\n"));

        var answer = shop.github(JENKINS, "push", body, "another");

        assertThat(answer.body()).contains("\"pipelines\":1");
        Eventually.of(() -> assertThat(HookedShop.verdicts(inside)).hasSize(1));
        assertThat(HookedShop.verdicts(job)).isEmpty();
        JENKINS.waitUntilNoActivity();
    }

    @Test
    public void takesASecretThatOnlyTheFolderKnows() throws Exception {
        var folder = JENKINS.createProject(Folder.class);
        var own = new FolderCredentialsProvider.FolderCredentialsProperty(new DomainCredentials[0]);
        folder.addProperty(own);
        CredentialsStore store = own.getStore();
        store.addCredentials(
                Domain.global(),
                new StringCredentialsImpl(CredentialsScope.GLOBAL, "own", "", Secret.fromString("the folder's")));
        folder.addProperty(new FolderHooks(List.of(new HookSecret("own"))));
        var inside = folder.createProject(WorkflowJob.class, "inside");
        shop.define(inside, "push { branches include: ['main'] }");
        shop.define(job, "push { branches include: ['main'] }");
        job.addProperty(new JobHooks(List.of(new HookSecret("own"))));

        var answer = shop.github(
                JENKINS, "push", shop.push("main", "0".repeat(40), shop.commit("price.txt", "200\n")), "the folder's");

        assertThat(answer.body()).contains("\"pipelines\":1");
        Eventually.of(() -> assertThat(HookedShop.verdicts(inside)).hasSize(1));
        assertThat(HookedShop.verdicts(job)).isEmpty();
        JENKINS.waitUntilNoActivity();
    }

    @Test
    public void saysThatAHookMustSendJsonAndNoForm() throws Exception {
        shop.define(job, "push { branches include: ['main'] }");
        var body = "payload=%7B%22ref%22%3A%22refs%2Fheads%2Fmain%22%7D";
        var headers = Sender.GITHUB.headers(body, HookedShop.SECRET, "form");
        var all = Stream.concat(Stream.of(headers), Stream.of("Content-Type", "application/x-www-form-urlencoded"));

        var answer = shop.send(JENKINS, "github", body, all.toArray(String[]::new));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("Let the hook send application/json.");
    }

    @Test
    public void letsTheSecretOfAJobStartOnlyThatJob() throws Exception {
        var other = JENKINS.createProject(WorkflowJob.class);
        other.addProperty(new JobHooks(List.of(new HookSecret("other"))));
        shop.define(other, "push { branches include: ['main'] }");
        shop.define(job, "push { branches include: ['main'] }");

        var answer = shop.github(
                JENKINS, "push", shop.push("main", "0".repeat(40), shop.commit("price.txt", "200\n")), "another");

        assertThat(answer.body()).contains("\"pipelines\":1");
        Eventually.of(() -> assertThat(HookedShop.verdicts(other)).hasSize(1));
        assertThat(HookedShop.verdicts(job)).isEmpty();
        JENKINS.waitUntilNoActivity();
    }

    @Test
    public void notesWhereASecretIsUsedOnceSomebodyKnewIt() throws Exception {
        job.addProperty(new JobHooks(List.of(new HookSecret("other"))));
        shop.define(job, "push { branches include: ['main'] }");
        var credential = CredentialsMatchers.firstOrNull(
                CredentialsProvider.lookupCredentialsInItem(StringCredentials.class, job, ACL.SYSTEM2, List.of()),
                CredentialsMatchers.withId("other"));
        var push = shop.push("main", "0".repeat(40), shop.commit("price.txt", "200\n"));

        shop.github(JENKINS, "push", push, "a guess");
        assertThat(CredentialsProvider.getFingerprintOf(credential)).isNull();

        shop.github(JENKINS, "push", push, "another");
        assertThat(CredentialsProvider.getFingerprintOf(credential)).isNotNull();
        Eventually.of(() -> assertThat(HookedShop.verdicts(job)).hasSize(1));
        JENKINS.waitUntilNoActivity();
    }

    @Test
    public void followsAJobThatIsRenamedAndSaysOfADisabledOneThatItIs() throws Exception {
        shop.define(job, "push { branches include: ['main'] }");
        var first = shop.commit("price.txt", "200\n");
        shop.github(JENKINS, "push", shop.push("main", "0".repeat(40), first));
        Eventually.of(() -> assertThat(HookedShop.verdicts(job)).hasSize(1));
        JENKINS.waitUntilNoActivity();

        job.renameTo(job.getName() + "-renamed");
        job.setDisabled(true);
        shop.github(JENKINS, "push", shop.push("main", first, shop.commit("price.txt", "300\n")));

        Eventually.of(() -> assertThat(HookedShop.verdicts(job)).hasSize(2));
        assertThat(HookedShop.verdicts(job).get(1)).isEqualTo("the job is disabled");
    }

    @Test
    public void forgetsAJobThatIsDeleted() throws Exception {
        shop.define(job, "push { branches include: ['main'] }");
        job.delete();

        var answer = shop.github(JENKINS, "push", shop.push("main", "0".repeat(40), shop.commit("price.txt", "200\n")));

        assertThat(answer.body()).contains("\"pipelines\":0");
    }

    @Test
    public void saysThatABuildEndedBeforeItsExecutionBegan() throws Exception {
        shop.define(job, "push { branches include: ['main'] }");
        var triggers = Triggers.get().listen(pipeline());
        job.setDefinition(new ReleasePipelineDefinition("nonsense"));

        shop.github(JENKINS, "push", shop.push("main", "0".repeat(40), shop.commit("price.txt", "200\n")));

        Eventually.of(() -> assertThat(HookedShop.verdicts(job))
                .containsExactly("build #1 ended before an execution began; its log says why"));
        assertThat(triggers.waiting()).isEmpty();
    }

    private JobPipeline pipeline() throws Exception {
        return Pipelines.get().of(job);
    }
}

package io.jenkins.plugins.stagegate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.FilePath;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.User;
import hudson.model.listeners.SCMListener;
import hudson.plugins.git.BranchSpec;
import hudson.plugins.git.GitSCM;
import hudson.plugins.git.UserRemoteConfig;
import hudson.scm.ChangeLogSet;
import hudson.scm.SCM;
import hudson.scm.SCMRevisionState;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineScmDefinition;
import java.io.File;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jenkinsci.plugins.workflow.flow.FlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.FakeChangeLogSCM;
import org.jvnet.hudson.test.FlagRule;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;

/** <em>Changes</em> of a build, its culprits, and what listeners are told of them: as of any other Pipeline. */
public class ChangesTest {
    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @ClassRule
    public static final FlagRule<Boolean> LOCAL_CHECKOUT =
            new FlagRule<>(() -> GitSCM.ALLOW_LOCAL_CHECKOUT, value -> GitSCM.ALLOW_LOCAL_CHECKOUT = value, true);

    private static final List<String> TOLD = new CopyOnWriteArrayList<>();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private ShopRepository repository;

    /** Notes what it is told. */
    @TestExtension
    public static final class Told extends SCMListener {
        @Override
        public void onCheckout(
                Run<?, ?> build,
                SCM scm,
                FilePath workspace,
                TaskListener listener,
                File changes,
                SCMRevisionState state) {
            TOLD.add("checkout of " + scm.getType());
        }

        @Override
        public void onChangeLogParsed(Run<?, ?> build, SCM scm, TaskListener listener, ChangeLogSet<?> changes) {
            TOLD.add("changes " + messages(Stream.of(changes)));
        }
    }

    @Before
    public void openShop() throws Exception {
        repository = ShopRepository.in(folder.newFolder("shop").toPath());
    }

    @Test
    public void areThoseOfTheJobsOwnRepository() throws Exception {
        var job = job(fromRepository());
        JENKINS.buildAndAssertSuccess(job);
        repository.commit("price.txt", "90\n", "Lower the price");
        repository.commit("price.txt", "80\n", "Lower it once more");
        TOLD.clear();

        var run = JENKINS.buildAndAssertSuccess(job);

        assertThat(changes(run)).containsExactly("Lower the price", "Lower it once more");
        assertThat(TOLD)
                .containsExactlyInAnyOrder(
                        "changes [Lower the price, Lower it once more]", "checkout of hudson.plugins.git.GitSCM");
        assertThat(run.getCulprits()).extracting(User::getId).containsExactly("alice");
    }

    @Test
    public void areThoseOfADefinitionThatWasCheckedOutToo() throws Exception {
        var definition = fromRepository();
        definition.setLightweight(false);
        var job = job(definition);
        JENKINS.buildAndAssertSuccess(job);
        repository.commit("price.txt", "90\n", "Lower the price");

        assertThat(changes(JENKINS.buildAndAssertSuccess(job))).containsExactly("Lower the price");
    }

    @Test
    public void areThoseOfAnyScm() throws Exception {
        var scm = new WithFile();
        scm.addChange().withAuthor("bob").withMsg("Change it");
        var definition = new ReleasePipelineScmDefinition(scm);
        definition.setScriptPath("release.groovy");

        var run = JENKINS.buildAndAssertSuccess(job(definition));

        assertThat(changes(run)).contains("Change it");
        assertThat(run.getCulprits()).extracting(User::getId).containsExactly("bob");
    }

    @Test
    public void areThoseOfARepositoryThatASourceNames() throws Exception {
        var job = job(new ReleasePipelineDefinition(Shop.pipeline(repository.address(), Shop.NOTHING)));
        TOLD.clear();
        var first = JENKINS.buildAndAssertSuccess(job);
        assertThat(TOLD).containsExactly("checkout of hudson.plugins.git.GitSCM");
        repository.commit("price.txt", "90\n", "Lower the price");
        TOLD.clear();

        var run = JENKINS.buildAndAssertSuccess(job);

        assertThat(changes(first)).isEmpty();
        assertThat(changes(run)).containsExactly("Lower the price");
        assertThat(run.getChangeSets().get(0).getItems()[0])
                .isInstanceOfSatisfying(ChangeLogSet.Entry.class, one -> assertThat(one.getAffectedPaths())
                        .containsExactly("price.txt"));
        assertThat(TOLD)
                .containsExactlyInAnyOrder("changes [Lower the price]", "checkout of hudson.plugins.git.GitSCM");
        assertThat(run.getCulprits()).extracting(User::getId).containsExactly("alice");
        var page = JENKINS.createWebClient().getPage(run, "changes").asNormalizedText();
        assertThat(page).contains("Lower the price").contains("price.txt");
    }

    @Test
    public void areNoneWhereTheSameCommitIsTakenAgain() throws Exception {
        var job = job(new ReleasePipelineDefinition(Shop.pipeline(repository.address(), Shop.NOTHING)));
        JENKINS.buildAndAssertSuccess(job);

        assertThat(changes(JENKINS.buildAndAssertSuccess(job))).isEmpty();
    }

    @Test
    public void areReadAgainFromTheDisk() throws Exception {
        var job = job(new ReleasePipelineDefinition(Shop.pipeline(repository.address(), Shop.NOTHING)));
        JENKINS.buildAndAssertSuccess(job);
        repository.commit("price.txt", "90\n", "Lower the price");
        JENKINS.buildAndAssertSuccess(job);

        job.doReload();

        assertThat(changes(job.getBuildByNumber(2))).containsExactly("Lower the price");
    }

    /** An SCM that has nothing but a definition. */
    public static final class WithFile extends FakeChangeLogSCM {
        @Override
        public void checkout(
                Run<?, ?> build,
                hudson.Launcher launcher,
                FilePath workspace,
                TaskListener listener,
                File changes,
                SCMRevisionState before)
                throws java.io.IOException, InterruptedException {
            workspace.child("release.groovy").write(own(), "UTF-8");
            super.checkout(build, launcher, workspace, listener, changes, before);
        }
    }

    private static String own() {
        return Shop.pipeline("", Shop.NOTHING).replaceFirst("git url: '', branch: 'main'", "scm()");
    }

    private ReleasePipelineScmDefinition fromRepository() throws Exception {
        repository.commit("release.groovy", own(), "Release with Stage Gate");
        var definition = new ReleasePipelineScmDefinition(new GitSCM(
                List.of(new UserRemoteConfig(repository.address(), null, null, null)),
                List.of(new BranchSpec("main")),
                null,
                null,
                List.of()));
        definition.setScriptPath("release.groovy");
        return definition;
    }

    private static WorkflowJob job(FlowDefinition definition) throws Exception {
        var job = JENKINS.createProject(WorkflowJob.class);
        job.setDefinition(definition);
        return job;
    }

    private static List<String> changes(WorkflowRun run) {
        return messages(run.getChangeSets().stream());
    }

    private static List<String> messages(Stream<? extends ChangeLogSet<?>> sets) {
        return sets.flatMap(set -> StreamSupport.stream(set.spliterator(), false))
                .map(ChangeLogSet.Entry.class::cast)
                .map(ChangeLogSet.Entry::getMsg)
                .toList();
    }
}

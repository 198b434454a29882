package io.jenkins.plugins.stagegate.plugin.multibranch;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Action;
import hudson.model.Cause;
import hudson.model.CauseAction;
import hudson.model.Queue;
import hudson.plugins.git.GitSCM;
import io.jenkins.plugins.stagegate.plugin.ShopRepository;
import io.jenkins.plugins.stagegate.plugin.host.TriggerCause;
import io.jenkins.plugins.stagegate.plugin.settings.StageGateSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import jenkins.branch.BranchIndexingCause;
import jenkins.branch.BranchSource;
import jenkins.plugins.git.GitSCMSource;
import jenkins.plugins.git.traits.BranchDiscoveryTrait;
import org.eclipse.jgit.api.Git;
import org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.FlagRule;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;

/** The triggers of a branch decide what the scan of its repository starts. */
public class BranchTriggersTest {
    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @ClassRule
    public static final FlagRule<Boolean> LOCAL_CHECKOUT =
            new FlagRule<>(() -> GitSCM.ALLOW_LOCAL_CHECKOUT, value -> GitSCM.ALLOW_LOCAL_CHECKOUT = value, true);

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path files;
    private ShopRepository repository;
    private WorkflowMultiBranchProject project;

    @Before
    public void openShop() throws Exception {
        StageGateSettings.get().setLookEverySeconds(0);
        files = folder.newFolder("shop").toPath();
        repository = ShopRepository.in(files);
        project = JENKINS.createProject(WorkflowMultiBranchProject.class);
        project.setProjectFactory(new ReleaseBranchFactory());
        var source = new GitSCMSource(repository.address());
        source.setTraits(List.of(new BranchDiscoveryTrait()));
        project.getSourcesList().add(new BranchSource(source));
    }

    @Test
    public void startsABranchThatItsTriggersAreAboutAndNoOther() throws Exception {
        repository.commit("Jenkinsfile", pipeline("push { branches include: ['main'] }"), "Release main");
        branch("feature");

        scan();

        assertThat(verdicts("main")).containsExactly("started execution 1: branch `main` matched `main`");
        assertThat(verdicts("feature")).containsExactly("branch `feature` did not match `main`");
        assertThat(project.getItem("feature").getBuilds()).isEmpty();
        assertThat((Cause) project.getItem("main").getBuildByNumber(1).getCause(TriggerCause.class))
                .isNotNull();
    }

    @Test
    public void holdsWhatChangedAgainstPaths() throws Exception {
        repository.commit("Jenkinsfile", pipeline("push { filePaths include: ['services/**'] }"), "Release services");
        scan();
        Files.createDirectories(files.resolve("services"));
        Files.createDirectories(files.resolve("docs"));
        repository.commit("docs/a.md", "a", "Write");
        scan();
        var service = repository.commit("services/cart.go", "1", "Serve");
        scan();

        assertThat(verdicts("main")).hasSize(3);
        assertThat(verdicts("main").get(1)).isEqualTo("no path matched `services/**`");
        assertThat(verdicts("main").get(2)).startsWith("started execution").contains("services/cart.go");
        var main = project.getItem("main");
        JENKINS.assertLogContains("at " + service, JENKINS.assertBuildStatusSuccess(main.getLastBuild()));
    }

    @Test
    public void startsNothingTwiceForTheSameRevision() throws Exception {
        repository.commit("Jenkinsfile", pipeline("push { branches include: ['main'] }"), "Release main");
        scan();
        scan();

        assertThat(verdicts("main")).hasSize(1);
        assertThat(project.getItem("main").getBuilds()).hasSize(1);
    }

    @Test
    public void startsABranchWithoutTriggersAsEver() throws Exception {
        repository.commit("Jenkinsfile", pipeline(""), "Release");
        scan();

        assertThat(project.getItem("main").getBuilds()).hasSize(1);
    }

    @Test
    public void asksOthersWhoDecideAboutTheQueueOnceForEachBuild() throws Exception {
        repository.commit("Jenkinsfile", pipeline("push { branches include: ['main'] }"), "Release main");
        Counting.ASKED.clear();

        scan();

        assertThat(project.getItem("main").getBuilds()).hasSize(1);
        // In front of ours it was asked about the scan, too.
        var all = Queue.QueueDecisionHandler.all();
        boolean inFront = all.indexOf(all.get(Counting.class)) < all.indexOf(all.get(BranchStarts.class));
        assertThat(Counting.ASKED)
                .filteredOn(cause -> cause == BranchIndexingCause.class)
                .hasSize(inFront ? 1 : 0);
        assertThat(Counting.ASKED)
                .filteredOn(cause -> cause == TriggerCause.class)
                .hasSize(1);
    }

    /** Somebody else's. */
    @TestExtension
    public static final class Counting extends Queue.QueueDecisionHandler {
        static final List<Class<?>> ASKED = new CopyOnWriteArrayList<>();

        @Override
        public boolean shouldSchedule(Queue.Task task, List<Action> actions) {
            actions.stream()
                    .filter(CauseAction.class::isInstance)
                    .flatMap(action -> ((CauseAction) action).getCauses().stream())
                    .forEach(cause -> ASKED.add(cause.getClass()));
            return true;
        }
    }

    private void branch(String name) throws Exception {
        try (var git = Git.open(files.toFile())) {
            git.branchCreate().setName(name).call();
        }
    }

    private void scan() throws Exception {
        BranchVerdicts.scan(JENKINS, project);
    }

    private List<String> verdicts(String branch) throws Exception {
        return BranchVerdicts.of(project.getItem(branch));
    }

    private static String pipeline(String triggers) {
        return """
                releasePipeline {
                    %s
                    stages {
                        stage('Source') { source('App') { scm(); output 'AppSource'; namespace 'App' } }
                        stage('Build') { build('Say') { input 'AppSource'; commands 'echo "at #{App.CommitId}"' } }
                    }
                }
                """
                .formatted(triggers.isEmpty() ? "" : "triggers { " + triggers + " }");
    }
}

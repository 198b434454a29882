package io.jenkins.plugins.stagegate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import hudson.model.Run;
import hudson.tasks.LogRotator;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.BuildWatcher;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.JenkinsSessionRule;

/** Old builds are discarded, but not those whose artifacts an execution needs. */
public class KeptBuildsTest {
    @ClassRule
    public static final BuildWatcher WATCHER = new BuildWatcher();

    @Rule
    public final JenkinsSessionRule sessions = new JenkinsSessionRule();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private ShopRepository repository;
    private Path flag;

    @Before
    public void openShop() throws Exception {
        repository = ShopRepository.in(folder.newFolder("shop").toPath());
        flag = folder.getRoot().toPath().resolve("flag");
    }

    @Test
    public void keepsOnlyTheBuildsWhoseArtifactsRunInAStage() throws Throwable {
        sessions.then(jenkins -> {
            var job = job(
                    jenkins,
                    "stage('Production') { deploy('Deploy') { input 'AppSource'; commands 'cat price.txt' } }");
            var first = jenkins.buildAndAssertSuccess(job);
            assertThat(first.isKeepLog()).isTrue();
            assertThat(jenkins.createWebClient()
                            .withJavaScriptEnabled(false)
                            .getPage(first)
                            .asNormalizedText())
                    .contains("Kept: its artifacts may still be needed");

            var second = jenkins.buildAndAssertSuccess(job);

            assertThat(second.isKeepLog()).isTrue();
            Eventually.of(() -> assertThat(numbers(job)).containsExactly(2));
            assertThat(first.getRootDir()).doesNotExist();
        });
    }

    @Test
    public void keepsTheArtifactsThatARollbackWillTakeIn() throws Throwable {
        var production = folder.newFolder("production").toPath();
        sessions.then(jenkins -> {
            var job = job(
                    jenkins,
                    """
                    stage('Production') {
                        deploy('Deploy') { input 'AppSource'; commands 'cp price.txt "%s"', 'grep -q 100 price.txt' }
                        onFailure { rollback() }
                    }
                    """
                            .formatted(production));
            jenkins.buildAndAssertSuccess(job);
            repository.commit("price.txt", "200\n", "Raise the price");

            for (int failure = 2; failure < 6; failure += 2) {
                jenkins.buildAndAssertStatus(Result.FAILURE, job);
                var rollback = failure + 1;
                Eventually.of(() -> assertThat(job.getBuildByNumber(rollback)).isNotNull());
                jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(job.getBuildByNumber(rollback)));
                assertThat(production.resolve("price.txt")).hasContent("100\n");
            }

            assertThat(job.getBuildByNumber(1)).isNotNull();
        });
    }

    @Test
    public void keepsTheArtifactsThatARetryWillTakeInOverARestart() throws Throwable {
        sessions.then(jenkins -> {
            var job = job(
                    jenkins,
                    """
                    stage('Production') { deploy('Deploy') { input 'AppSource'; commands 'cat price.txt', 'test -f "%s"' } }
                    """
                            .formatted(flag));
            jenkins.buildAndAssertStatus(Result.FAILURE, job);
        });
        sessions.then(jenkins -> {
            var job = jenkins.jenkins.getItemByFullName("shop", WorkflowJob.class);
            // The next one waits in front of the stage, so that the first one is still the last one that was in it.
            Line.of(jenkins, job)
                    .post(
                            "transition",
                            "{'stageName':'Production','transitionType':'Inbound','enabled':false,'reason':'Audit'}");
            var second = job.scheduleBuild2(0).waitForStart();
            jenkins.waitForMessage("Waits in front of 'Production'", second);
            job.logRotate();
            assertThat(job.getBuildByNumber(1)).isNotNull();
            Files.createFile(flag);

            var id = Line.of(jenkins, job)
                    .json("executions")
                    .at("/pipelineExecutionSummaries/1/pipelineExecutionId")
                    .asText();
            Line.of(jenkins, job)
                    .post(
                            "retry",
                            "{'pipelineExecutionId':'%s','stageName':'Production','retryMode':'FAILED_ACTIONS'}"
                                    .formatted(id));

            Eventually.of(() -> assertThat(job.getBuildByNumber(3)).isNotNull());
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(job.getBuildByNumber(3)));
            second.getExecutor().interrupt();
            jenkins.waitForCompletion(second);
        });
    }

    @Test
    public void keepsArtifactsThatAreDiscardedWithoutTheirBuilds() throws Throwable {
        sessions.then(jenkins -> {
            var job = job(jenkins, Shop.NOTHING);
            job.setBuildDiscarder(new LogRotator(-1, -1, -1, 0));
            var first = jenkins.buildAndAssertSuccess(job);
            job.logRotate();
            assertThat(first.getArtifacts()).isNotEmpty();

            jenkins.buildAndAssertSuccess(job);

            Eventually.of(() -> assertThat(first.getArtifacts()).isEmpty());
        });
    }

    @Test
    public void leavesAloneWhatAPersonKeeps() throws Throwable {
        sessions.then(jenkins -> {
            var job = job(jenkins, Shop.NOTHING);
            var first = job.scheduleBuild2(0).waitForStart();
            first.keepLog(true);
            jenkins.waitForCompletion(first);

            jenkins.buildAndAssertSuccess(job);
            jenkins.buildAndAssertSuccess(job);

            Eventually.of(() -> assertThat(numbers(job)).containsExactly(3, 1));
            assertThat(first.isKeepLog()).isTrue();
        });
    }

    @Test
    public void letsAPersonDeleteWhatIsNeededAndSaysSoWhereItIsMissing() throws Throwable {
        sessions.then(jenkins -> {
            var job = job(
                    jenkins,
                    """
                    stage('Production') { deploy('Deploy') { input 'AppSource'; commands 'test -f "%s"' } }
                    """
                            .formatted(flag));
            var first = jenkins.buildAndAssertStatus(Result.FAILURE, job);
            first.delete();
            var id = Line.of(jenkins, job)
                    .json("executions")
                    .at("/pipelineExecutionSummaries/0/pipelineExecutionId")
                    .asText();

            Line.of(jenkins, job)
                    .post(
                            "retry",
                            "{'pipelineExecutionId':'%s','stageName':'Production','retryMode':'FAILED_ACTIONS'}"
                                    .formatted(id));

            Eventually.of(() -> assertThat(job.getBuildByNumber(2)).isNotNull());
            var retry = jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(job.getBuildByNumber(2)));
            jenkins.assertLogContains("Was a build deleted? Start a new execution.", retry);
            jenkins.assertLogNotContains("\tat ", retry);
        });
    }

    private static List<Integer> numbers(WorkflowJob job) {
        return job.getBuilds().stream().map(Run::getNumber).toList();
    }

    /** A job that discards every build but the newest. */
    private WorkflowJob job(JenkinsRule jenkins, String stages) throws Exception {
        var job = jenkins.createProject(WorkflowJob.class, "shop");
        job.setDefinition(new ReleasePipelineDefinition(Shop.pipeline(repository.address(), stages)));
        job.setBuildDiscarder(new LogRotator(-1, 1, -1, -1));
        return job;
    }
}

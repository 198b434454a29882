package io.jenkins.plugins.stagegate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Queue;
import hudson.model.Result;
import hudson.model.queue.CauseOfBlockage;
import hudson.model.queue.QueueTaskDispatcher;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.BuildWatcher;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;

/** Which builds make the attempts at an execution: retries, rollbacks, rules. */
public class AttemptsTest {
    @ClassRule
    public static final BuildWatcher WATCHER = new BuildWatcher();

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

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
    public void retriesAllActionsOfAStageInANewBuild() throws Exception {
        var job = job(
                """
                stage('Production') {
                    deploy('Deploy') { commands 'echo deploying' }
                    test('Smoke') { commands 'test -f "%s"' }
                }
                """
                        .formatted(flag));
        JENKINS.buildAndAssertStatus(Result.FAILURE, job);
        Files.createFile(flag);

        retry(job, "Production", "ALL_ACTIONS");

        var second = JENKINS.assertBuildStatusSuccess(build(job, 2));
        JENKINS.assertLogContains("+ echo deploying", second);
        assertThat(statuses(job)).containsExactly("Succeeded");
    }

    @Test
    public void retriesOnlyTheFailedActionsOfAStageIfThatIsAskedFor() throws Exception {
        var job = job(
                """
                stage('Production') {
                    deploy('Deploy') { commands 'echo deploying' }
                    test('Smoke') { commands 'test -f "%s"' }
                }
                """
                        .formatted(flag));
        JENKINS.buildAndAssertStatus(Result.FAILURE, job);
        Files.createFile(flag);

        retry(job, "Production", "FAILED_ACTIONS");

        var second = JENKINS.assertBuildStatusSuccess(build(job, 2));
        JENKINS.assertLogNotContains("+ echo deploying", second);
    }

    @Test
    public void retriesAStageThatAPersonRejected() throws Exception {
        var job = job("stage('Approve') { approval('ShipIt') { message 'Ship it?' } }");
        var first = job.scheduleBuild2(0).waitForStart();
        JENKINS.waitForMessage("Approval wanted", first);
        var line = Line.of(JENKINS, job);
        line.decide("Approve", "ShipIt", "Rejected");
        JENKINS.waitForCompletion(first);

        retry(job, "Approve", "FAILED_ACTIONS");

        var second = waitForBuild(job, 2);
        JENKINS.waitForMessage("Approval wanted", second);
        line.approve("Approve", "ShipIt");
        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(second));
    }

    @Test
    public void refusesToRetryWhatSucceededAndQueuesNoBuildForIt() throws Exception {
        var job = job(Shop.NOTHING);
        JENKINS.buildAndAssertSuccess(job);

        var answer = retry(job, "Build", "FAILED_ACTIONS");

        assertThat(answer).contains("StageNotRetryableException");
        assertThat(job.isInQueue()).isFalse();
    }

    @Test
    public void retriesByItselfInTheSameBuild() throws Exception {
        var job = job(
                """
                stage('Production') {
                    deploy('Deploy') { commands 'touch "%1$s.$STAGE_GATE_ATTEMPT"', 'test -f "%1$s.3"' }
                    onFailure { retry(attempts: 2) }
                }
                """
                        .formatted(flag));

        var run = JENKINS.buildAndAssertSuccess(job);

        JENKINS.assertLogContains("Stage 'Production' goes on with attempt 3", run);
        assertThat(job.getLastBuild()).isEqualTo(run);
    }

    @Test
    public void rollsBackByItselfInABuildOfItsOwn() throws Exception {
        var production = folder.newFolder("production").toPath();
        var job = job(
                """
                stage('Build') { build('Package') { input 'AppSource'; commands 'cp price.txt out.txt'; output 'Shop', files: 'out.txt' } }
                stage('Production') {
                    deploy('Deploy') { input 'Shop'; commands 'cp out.txt "%s"', 'grep -q 100 out.txt' }
                    onFailure { rollback() }
                }
                """
                        .formatted(production));
        JENKINS.buildAndAssertSuccess(job);
        repository.commit("price.txt", "200\n", "Raise the price");
        JENKINS.buildAndAssertStatus(Result.FAILURE, job);

        var rollback = JENKINS.assertBuildStatusSuccess(build(job, 3));

        assertThat(production.resolve("out.txt")).hasContent("100\n");
        assertThat(rollback.getCauses().get(0).getShortDescription())
                .isEqualTo("Stage 'Production' failed in build #2 and goes back to what build #1 put there");
        JENKINS.assertLogContains("Took in the artifact Shop", rollback);
        assertThat(statuses(job)).containsExactly("Succeeded", "Failed", "Succeeded");
        assertThat(Line.stream(Line.of(JENKINS, job).json("state").get("executions")))
                .anyMatch(one -> one.get("url").asText().endsWith("/3/"));
    }

    @Test
    public void endsARollbackWhoseBuildIsTakenOutOfTheQueue() throws Exception {
        var job = rejectedAtTheDoor();
        HeldBack.job = job;
        Files.createFile(flag);
        JENKINS.assertBuildStatus(Result.FAILURE, JENKINS.waitForCompletion(waitForBuild(job, 2)));
        Eventually.of(() -> assertThat(job.isInQueue()).isTrue());

        JENKINS.jenkins.getQueue().cancel(job);

        Eventually.of(() -> assertThat(statuses(job)).containsExactly("Stopped", "Failed", "Succeeded"));
    }

    @Test
    public void endsARollbackThatADisabledJobCannotCarry() throws Exception {
        var job = rejectedAtTheDoor();
        job.makeDisabled(true);
        Files.createFile(flag);

        Eventually.of(() -> assertThat(statuses(job)).containsExactly("Stopped", "Failed", "Succeeded"));
    }

    /** A job whose second execution is about to fail in production, where the first one succeeded. */
    private WorkflowJob rejectedAtTheDoor() throws Exception {
        var job = job(
                """
                stage('Production') {
                    deploy('Deploy') { input 'AppSource'; commands 'until test -f "%s"; do sleep 0.1; done', 'grep -q 100 price.txt' }
                    onFailure { rollback() }
                }
                """
                        .formatted(flag));
        Files.createFile(flag);
        JENKINS.buildAndAssertSuccess(job);
        Files.delete(flag);
        repository.commit("price.txt", "200\n", "Raise the price");
        var second = job.scheduleBuild2(0).waitForStart();
        JENKINS.waitForMessage("+ test -f", second);
        return job;
    }

    /** Keeps a job in the queue. */
    @TestExtension
    public static final class HeldBack extends QueueTaskDispatcher {
        static volatile WorkflowJob job;

        @Override
        public CauseOfBlockage canRun(Queue.Item item) {
            return item.task == job ? new CauseOfBlockage.BecauseNodeIsBusy(JENKINS.jenkins) : null;
        }
    }

    @Test
    public void looksByCommandsOnAnExecutorWhetherAStageMayBeEntered() throws Exception {
        var job = job(
                """
                stage('Production') {
                    beforeEntry { commands 'echo "looking at #{App.CommitId}"', 'grep -q 100 price.txt', input: 'AppSource', name: 'Price' }
                    deploy('Deploy') { commands 'echo deployed' }
                }
                """);

        var first = JENKINS.buildAndAssertSuccess(job);
        JENKINS.assertLogContains("looking at ", first);
        JENKINS.assertLogContains("+ echo deployed", first);

        repository.commit("price.txt", "200\n", "Raise the price");
        var second = JENKINS.buildAndAssertStatus(Result.FAILURE, job);
        JENKINS.assertLogContains("Price: script returned exit code 1", second);
        JENKINS.assertLogNotContains("+ echo deployed", second);
    }

    @Test
    public void looksByCommandsWhetherAStageSucceeded() throws Exception {
        var job = job(
                """
                stage('Production') {
                    deploy('Deploy') { commands 'echo deployed' }
                    onSuccess { commands 'echo looking at $STAGE_GATE_STAGE', 'false', name: 'Healthy' }
                }
                """);

        var run = JENKINS.buildAndAssertStatus(Result.FAILURE, job);

        JENKINS.assertLogContains("looking at Production", run);
        JENKINS.assertLogContains("Healthy: script returned exit code 1", run);
    }

    private String retry(WorkflowJob job, String stage, String mode) throws Exception {
        var line = Line.of(JENKINS, job);
        var id = line.json("executions")
                .at("/pipelineExecutionSummaries/0/pipelineExecutionId")
                .asText();
        return line.post(
                        "retry",
                        "{'pipelineExecutionId':'%s','stageName':'%s','retryMode':'%s'}".formatted(id, stage, mode))
                .getContentAsString();
    }

    /** The statuses of the executions, the newest first. */
    private static List<String> statuses(WorkflowJob job) throws Exception {
        return Line.stream(Line.of(JENKINS, job).json("executions").get("pipelineExecutionSummaries"))
                .map(one -> one.get("status").asText())
                .toList();
    }

    private static WorkflowRun build(WorkflowJob job, int number) throws Exception {
        return JENKINS.waitForCompletion(waitForBuild(job, number));
    }

    private static WorkflowRun waitForBuild(WorkflowJob job, int number) throws Exception {
        Eventually.of(() -> assertThat(job.getBuildByNumber(number)).isNotNull());
        return job.getBuildByNumber(number);
    }

    private WorkflowJob job(String stages) throws Exception {
        var job = JENKINS.createProject(WorkflowJob.class);
        job.setDefinition(new ReleasePipelineDefinition(Shop.pipeline(repository.address(), stages)));
        return job;
    }
}

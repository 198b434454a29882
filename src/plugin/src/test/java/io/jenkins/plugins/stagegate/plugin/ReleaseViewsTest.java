package io.jenkins.plugins.stagegate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.support.actions.PauseAction;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;

/** What the views of Pipeline runs draw of real releases. */
public class ReleaseViewsTest {
    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    private static final String APPROVAL = "stage('Approve') { approval('ShipIt') { message 'Ship it?' } }";

    private static final String CLOSE =
            "{'stageName':'Production','transitionType':'Inbound','enabled':false,'reason':'Inventory'}";
    private static final String OPEN = "{'stageName':'Production','transitionType':'Inbound','enabled':true}";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private ShopRepository repository;

    @Before
    public void openShop() throws Exception {
        repository = ShopRepository.in(folder.newFolder("shop").toPath());
    }

    @Test
    public void anApprovalIsPausedUntilSomebodyHasDecided() throws Exception {
        var job = job(APPROVAL);
        var run = atTheGate(job);

        Eventually.of(() -> assertThat(of(run).steps()).containsEntry("Wait for approval", "paused"));
        assertThat(of(run).stages()).containsEntry("Source", "success").containsEntry("Approve", "running");
        var line = Line.of(JENKINS, job);
        line.approve("Approve", "ShipIt");

        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(run));
        assertThat(of(run).steps()).containsEntry("Wait for approval", "success");
        assertThat(of(run).stages()).containsEntry("Approve/ShipIt", "success");
        assertThat(of(run).pauses()).hasSize(1).noneMatch(PauseAction::isPaused);
    }

    @Test
    public void anApprovalOfAnAbortedBuildIsNotPausedAnyMore() throws Exception {
        var run = atTheGate(job(APPROVAL));

        Eventually.of(() -> assertThat(of(run).steps()).containsEntry("Wait for approval", "paused"));

        run.doStop();

        JENKINS.assertBuildStatus(Result.ABORTED, JENKINS.waitForCompletion(run));
        assertThat(of(run).pauses()).hasSize(1).noneMatch(PauseAction::isPaused);
        assertThat(of(run).stages()).containsEntry("Approve", "aborted");
    }

    @Test
    public void aStageThatWasRetriedIsDrawnForEachAttempt() throws Exception {
        var run = JENKINS.buildAndAssertSuccess(
                job(
                        """
                        stage('Production') {
                            deploy('Deploy') { commands 'test $STAGE_GATE_ATTEMPT = 2' }
                            onFailure { retry(attempts: 2) }
                        }
                        """));

        assertThat(of(run).stagesInOrder())
                .containsExactly("Source success", "Production failure", "Production success");
    }

    @Test
    public void aStageThatItsConditionSkipsIsDrawnAsSkipped() throws Exception {
        var run = JENKINS.buildAndAssertSuccess(
                job(
                        """
                        stage('Production') {
                            beforeEntry { commands 'false', name: 'Price'; result SKIP }
                            deploy('Deploy') { commands 'true' }
                        }
                        """));

        assertThat(of(run).stages()).containsEntry("Production", "skipped");
    }

    @Test
    public void anExecutionThatWasSupersededAtAClosedTransitionEndsWithTheStagesThatItPassed() throws Exception {
        var job = job("stage('Production') { deploy('Deploy') { commands 'true' } }");
        var line = Line.of(JENKINS, job);
        JENKINS.buildAndAssertSuccess(job);
        line.post("transition", CLOSE);
        var first = job.scheduleBuild2(0).waitForStart();
        JENKINS.waitForMessage("Inventory", first);
        assertThat(of(first).stages()).containsOnlyKeys("Source", "Source/App").containsEntry("Source/App", "success");

        var second = job.scheduleBuild2(0).waitForStart();

        JENKINS.assertBuildStatus(Result.NOT_BUILT, JENKINS.waitForCompletion(first));
        assertThat(of(first).stages()).containsOnlyKeys("Source", "Source/App");
        second.doStop();
        JENKINS.waitForCompletion(second);
    }

    @Test
    public void theWaitForAnOpenTransitionIsDrawnAsPausedAndNotAsTheStageBefore() throws Exception {
        var job = job("stage('Production') { deploy('Deploy') { commands 'true' } }");
        var line = Line.of(JENKINS, job);
        JENKINS.buildAndAssertSuccess(job);
        line.post("transition", CLOSE);
        var run = job.scheduleBuild2(0).waitForStart();

        Eventually.of(() -> assertThat(of(run).paused()).containsExactly("Wait to enter a stage"));
        assertThat(of(run).stages()).containsEntry("Source", "success").doesNotContainKey("Production");
        try (var client = JENKINS.createWebClient()) {
            assertThat(client.getPage(run, "flowGraphTable/").asNormalizedText())
                    .contains("stageGateEntry", "Production");
        }
        line.post("transition", OPEN);

        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(run));
        assertThat(of(run).stages()).containsEntry("Source", "success").containsEntry("Production", "success");
        assertThat(of(run).pauses()).hasSize(1).noneMatch(PauseAction::isPaused);
    }

    @Test
    public void theWaitOfABuildThatIsStoppedIsNotPausedAnyMore() throws Exception {
        var job = job("stage('Production') { deploy('Deploy') { commands 'true' } }");
        JENKINS.buildAndAssertSuccess(job);
        Line.of(JENKINS, job).post("transition", CLOSE);
        var run = job.scheduleBuild2(0).waitForStart();
        Eventually.of(() -> assertThat(of(run).paused()).containsExactly("Wait to enter a stage"));

        run.doStop();

        JENKINS.assertBuildStatus(Result.ABORTED, JENKINS.waitForCompletion(run));
        assertThat(of(run).pauses()).hasSize(1).noneMatch(PauseAction::isPaused);
        assertThat(of(run).stages()).containsEntry("Source", "success");
    }

    private WorkflowRun atTheGate(WorkflowJob job) throws Exception {
        var run = job.scheduleBuild2(0).waitForStart();
        JENKINS.waitForMessage("Approval wanted", run);
        return run;
    }

    private static DrawnRun of(WorkflowRun run) {
        return new DrawnRun(JENKINS, run);
    }

    private WorkflowJob job(String stages) throws Exception {
        var job = JENKINS.createProject(WorkflowJob.class);
        job.setDefinition(new ReleasePipelineDefinition(Shop.pipeline(repository.address(), stages)));
        return job;
    }
}

package io.jenkins.plugins.stagegate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.sf.json.JSONObject;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.graphanalysis.DepthFirstScanner;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.support.actions.PauseAction;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.FlagRule;
import org.jvnet.hudson.test.JenkinsRule;

/** What the views of Pipeline runs draw of real releases. */
public class ReleaseViewsTest {
    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @ClassRule
    public static final FlagRule<String> LOCAL_REPOSITORIES =
            FlagRule.systemProperty("io.jenkins.plugins.stagegate.ALLOW_LOCAL_REPOSITORIES", "true");

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

        Eventually.of(() -> assertThat(steps(run)).containsEntry("Wait for approval", "paused"));
        assertThat(drawn(run)).containsEntry("Source", "success").containsEntry("Approve", "running");
        var line = Line.of(JENKINS, job);
        line.approve("Approve", "ShipIt");

        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(run));
        assertThat(steps(run)).containsEntry("Wait for approval", "success");
        assertThat(drawn(run)).containsEntry("Approve/ShipIt", "success");
        assertThat(pauses(run)).hasSize(1).noneMatch(PauseAction::isPaused);
    }

    @Test
    public void anApprovalOfAnAbortedBuildIsNotPausedAnyMore() throws Exception {
        var run = atTheGate(job(APPROVAL));

        Eventually.of(() -> assertThat(steps(run)).containsEntry("Wait for approval", "paused"));

        run.doStop();

        JENKINS.assertBuildStatus(Result.ABORTED, JENKINS.waitForCompletion(run));
        assertThat(pauses(run)).hasSize(1).noneMatch(PauseAction::isPaused);
        assertThat(drawn(run)).containsEntry("Approve", "aborted");
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

        assertThat(tree(run)).containsExactly("Source success", "Production failure", "Production success");
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

        assertThat(drawn(run)).containsEntry("Production", "skipped");
    }

    @Test
    public void anExecutionThatWasSupersededAtAClosedTransitionEndsWithTheStagesThatItPassed() throws Exception {
        var job = job("stage('Production') { deploy('Deploy') { commands 'true' } }");
        var line = Line.of(JENKINS, job);
        JENKINS.buildAndAssertSuccess(job);
        line.post("transition", CLOSE);
        var first = job.scheduleBuild2(0).waitForStart();
        JENKINS.waitForMessage("Inventory", first);
        assertThat(drawn(first)).containsOnlyKeys("Source", "Source/App").containsEntry("Source/App", "success");

        var second = job.scheduleBuild2(0).waitForStart();

        JENKINS.assertBuildStatus(Result.NOT_BUILT, JENKINS.waitForCompletion(first));
        assertThat(drawn(first)).containsOnlyKeys("Source", "Source/App");
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

        Eventually.of(() -> assertThat(paused(run)).containsExactly("Wait to enter a stage"));
        assertThat(drawn(run)).containsEntry("Source", "success").doesNotContainKey("Production");
        try (var client = JENKINS.createWebClient()) {
            assertThat(client.getPage(run, "flowGraphTable/").asNormalizedText())
                    .contains("stageGateEntry", "Production");
        }
        line.post("transition", OPEN);

        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(run));
        assertThat(drawn(run)).containsEntry("Source", "success").containsEntry("Production", "success");
        assertThat(pauses(run)).hasSize(1).noneMatch(PauseAction::isPaused);
    }

    @Test
    public void theWaitOfABuildThatIsStoppedIsNotPausedAnyMore() throws Exception {
        var job = job("stage('Production') { deploy('Deploy') { commands 'true' } }");
        JENKINS.buildAndAssertSuccess(job);
        Line.of(JENKINS, job).post("transition", CLOSE);
        var run = job.scheduleBuild2(0).waitForStart();
        Eventually.of(() -> assertThat(paused(run)).containsExactly("Wait to enter a stage"));

        run.doStop();

        JENKINS.assertBuildStatus(Result.ABORTED, JENKINS.waitForCompletion(run));
        assertThat(pauses(run)).hasSize(1).noneMatch(PauseAction::isPaused);
        assertThat(drawn(run)).containsEntry("Source", "success");
    }

    private WorkflowRun atTheGate(WorkflowJob job) throws Exception {
        var run = job.scheduleBuild2(0).waitForStart();
        JENKINS.waitForMessage("Approval wanted", run);
        return run;
    }

    /** What stands at the end of the flow and is paused. */
    private static List<String> paused(WorkflowRun run) {
        var execution = run.getExecution();
        return execution == null
                ? List.of()
                : execution.getCurrentHeads().stream()
                        .filter(PauseAction::isPaused)
                        .map(FlowNode::getDisplayName)
                        .toList();
    }

    private static List<PauseAction> pauses(WorkflowRun run) {
        return new DepthFirstScanner()
                .allNodes(run.getExecution()).stream()
                        .map(FlowNode.class::cast)
                        .flatMap(node -> PauseAction.getPauseActions(node).stream())
                        .toList();
    }

    /** What Pipeline Graph View draws of the steps, by their names. */
    private static Map<String, String> steps(WorkflowRun run) throws Exception {
        var steps = new LinkedHashMap<String, String>();
        for (Object step : json(run, "allSteps").getJSONArray("steps")) {
            var one = (JSONObject) step;
            steps.put(one.getString("name"), one.getString("state"));
        }
        return steps;
    }

    /** What it draws of stages, in their order. */
    private static List<String> tree(WorkflowRun run) throws Exception {
        return json(run, "tree").getJSONArray("stages").stream()
                .map(JSONObject.class::cast)
                .map(stage -> stage.getString("name") + " " + stage.getString("state"))
                .toList();
    }

    /** The states of stages, and of actions under the name of their stage. */
    private static Map<String, String> drawn(WorkflowRun run) throws Exception {
        var drawn = new LinkedHashMap<String, String>();
        for (Object stage : json(run, "tree").getJSONArray("stages")) {
            draw("", (JSONObject) stage, drawn);
        }
        return drawn;
    }

    private static void draw(String within, JSONObject stage, Map<String, String> drawn) {
        String name = within + stage.getString("name");
        drawn.put(name, stage.getString("state"));
        for (Object child : stage.getJSONArray("children")) {
            draw(name + "/", (JSONObject) child, drawn);
        }
    }

    private static JSONObject json(WorkflowRun run, String what) throws Exception {
        try (var client = JENKINS.createWebClient()) {
            return client.getJSON(run.getUrl() + "pipeline-overview/" + what)
                    .getJSONObject()
                    .getJSONObject("data");
        }
    }

    private WorkflowJob job(String stages) throws Exception {
        var job = JENKINS.createProject(WorkflowJob.class);
        job.setDefinition(new ReleasePipelineDefinition(Shop.pipeline(repository.address(), stages)));
        return job;
    }
}

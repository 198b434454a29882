package io.jenkins.plugins.stagegate.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.Computer;
import hudson.model.Items;
import hudson.model.Label;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.Result;
import hudson.model.listeners.ItemListener;
import io.jenkins.plugins.stagegate.plugin.host.Pipelines;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionList;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.graphanalysis.DepthFirstScanner;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.BuildWatcher;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.LoggerRule;

/** Jobs are changed, renamed, moved, copied, disabled and deleted while releases are under way in them. */
public class JobLifeTest {
    private static final String GATE =
            """
            stage('Build') { build('Package') { input 'AppSource'; commands 'true'; output 'Shop' } }
            stage('Approve') { approval('ShipIt') { message 'Ship it?' } }
            stage('Production') { deploy('Deploy') { input 'Shop'; commands 'cat price.txt' } }
            """;

    private static final AtomicInteger NAMES = new AtomicInteger();

    @ClassRule
    public static final BuildWatcher WATCHER = new BuildWatcher();

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    static {
        JENKINS.timeout = 0; // it is for the whole class
    }

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Rule
    public final LoggerRule logs = new LoggerRule()
            .recordPackage(Pipelines.class, Level.WARNING)
            .record("io.jenkins.plugins.stagegate", Level.WARNING)
            .record(FlowExecutionList.class, Level.WARNING)
            .capture(100);

    private ShopRepository repository;

    @Before
    public void openShop() throws Exception {
        repository = ShopRepository.in(folder.newFolder("shop").toPath());
    }

    @Test
    public void goesOnInARenamedJob() throws Exception {
        var job = job(GATE);
        var run = waitingAtTheGate(job);
        var oldFolder = job.getRootDir().toPath();

        job.renameTo(job.getName() + "-renamed");

        assertThat(Line.of(JENKINS, job).approve("Approve", "ShipIt").getStatusCode())
                .isEqualTo(200);
        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(run));
        JENKINS.assertLogContains("100", run);
        assertThat(Files.readString(job.getRootDir().toPath().resolve("stage-gate/journal")))
                .contains("ExecutionSucceeded");
        assertThat(oldFolder).doesNotExist();
        assertThat(nodes(run)).contains("Start of Pipeline", "End of Pipeline");
        assertNothingWentWrong();
    }

    @Test
    public void goesOnInAJobThatWasMovedIntoAFolder() throws Exception {
        var job = job(GATE);
        var run = waitingAtTheGate(job);
        var oldFolder = job.getRootDir().toPath();
        var team = JENKINS.createProject(Folder.class, name("team"));

        post(job.getUrl() + "move/move?destination=/" + team.getName());

        assertThat(JENKINS.jenkins.getItemByFullName(team.getName() + "/" + job.getName(), WorkflowJob.class))
                .isSameAs(job);
        assertThat(Line.of(JENKINS, job).approve("Approve", "ShipIt").getStatusCode())
                .isEqualTo(200);
        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(run));
        assertThat(job.getRootDir().toPath().resolve("stage-gate/journal")).exists();
        assertThat(oldFolder).doesNotExist();
        assertNothingWentWrong();
    }

    @Test
    public void goesOnInAFolderThatIsRenamed() throws Exception {
        var team = JENKINS.createProject(Folder.class, name("team"));
        var job = team.createProject(WorkflowJob.class, "shop");
        job.setDefinition(new ReleasePipelineDefinition(Shop.pipeline(repository.address(), GATE)));
        var run = waitingAtTheGate(job);
        var oldFolder = team.getRootDir().toPath();

        team.renameTo(team.getName() + "-renamed");

        Line.of(JENKINS, job).approve("Approve", "ShipIt");
        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(run));
        assertThat(oldFolder).doesNotExist();
        assertNothingWentWrong();
    }

    @Test
    public void goesOnInAJobThatIsMovedWhileAScriptRuns() throws Exception {
        var flag = folder.getRoot().toPath().resolve("flag");
        var job = job(
                """
                stage('Build') { build('Package') { input 'AppSource'; commands %s; output 'Shop' } }
                stage('Production') { deploy('Deploy') { input 'Shop'; commands 'cat price.txt' } }
                """
                        .formatted(untilThere(flag)));
        var run = job.scheduleBuild2(0).waitForStart();
        JENKINS.waitForMessage("+ echo begun", run);
        var oldFolder = job.getRootDir().toPath();
        var team = JENKINS.createProject(Folder.class, name("team"));

        Items.move(job, team);
        Files.createFile(flag);

        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(run));
        JENKINS.assertLogContains("100", run);
        assertThat(nodes(run)).contains("End of Pipeline");
        assertThat(oldFolder).doesNotExist();
        assertNothingWentWrong();
    }

    @Test
    public void keepsTheHistoryAndTheGraphOfARenamedJob() throws Exception {
        var job = job(Shop.NOTHING);
        var run = JENKINS.buildAndAssertSuccess(job);

        job.renameTo(job.getName() + "-renamed");

        assertThat(statuses(job)).containsExactly("Succeeded");
        assertThat(nodes(run)).contains("Start of Pipeline", "End of Pipeline");
        JENKINS.buildAndAssertSuccess(job);
        assertThat(statuses(job)).containsExactly("Succeeded", "Succeeded");
        assertNothingWentWrong();
    }

    @Test
    public void doesNotMistakeANewJobForTheRenamedOne() throws Exception {
        var job = job(GATE);
        var name = job.getName();
        var run = waitingAtTheGate(job);
        job.renameTo(name + "-renamed");
        var newcomer = JENKINS.createProject(WorkflowJob.class, name);
        newcomer.setDefinition(new ReleasePipelineDefinition(Shop.pipeline(repository.address(), GATE)));
        var other = newcomer.scheduleBuild2(0).waitForStart();
        // By what it does, not by its log: Jenkins knows the logs that are being written by the paths they had first.
        var line = Line.of(JENKINS, newcomer);
        Eventually.of(() -> assertThat(line.json("state").toString()).contains("\"APPROVAL\""));

        line.approve("Approve", "ShipIt");
        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(other));

        assertThat(run.isBuilding()).isTrue();
        Line.of(JENKINS, job).approve("Approve", "ShipIt");
        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(run));
        assertNothingWentWrong();
    }

    @Test
    public void copiesTheDefinitionAndNothingElse() throws Exception {
        var job = job(GATE);
        var run = waitingAtTheGate(job);
        var line = Line.of(JENKINS, job);
        line.post("transition", "{'stageName':'Build','transitionType':'Inbound','enabled':false,'reason':'Audit'}");
        line.post("stop-line", "{'reason':'Inventory'}");

        var copy = JENKINS.jenkins.copy(job, job.getName() + "-copy");

        var state = Line.of(JENKINS, copy).json("state");
        assertThat(state.get("executions")).isEmpty();
        assertThat(state.path("lineStops")).isEmpty();
        assertThat(state.toString()).doesNotContain("Audit");
        JENKINS.configRoundtrip(copy); // Jenkins builds a copy only once somebody has looked at it
        var own = waitingAtTheGate(copy);
        assertThat(statuses(copy)).containsExactly("InProgress");
        assertThat(statuses(job)).containsExactly("InProgress");
        stop(own);
        stop(run);
        assertNothingWentWrong();
    }

    @Test
    public void letsGoOnWhatIsUnderWayInADisabledJobAndStartsNothing() throws Exception {
        var job = job(GATE);
        var run = waitingAtTheGate(job);

        job.makeDisabled(true);

        var line = Line.of(JENKINS, job);
        var answer = line.post("start", "{}");
        assertThat(answer.getStatusCode()).isEqualTo(400);
        assertThat(answer.getContentAsString()).contains("disabled");
        line.approve("Approve", "ShipIt");
        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(run));
        assertNothingWentWrong();
    }

    @Test
    public void leavesNothingOfAJobThatIsDeletedWhileItWaitsAtAGate() throws Exception {
        var job = job(GATE);
        var run = waitingAtTheGate(job);

        job.delete();

        assertGone(job, run);
    }

    @Test
    public void leavesNothingOfAJobThatIsDeletedWhileAnActionRunsOnAnAgent() throws Exception {
        var agent = JENKINS.createOnlineSlave(Label.get("doomed"));
        var job = job("stage('Build') { build('Package') { agent 'doomed'; commands 'echo begun', 'sleep 300' } }");
        var run = job.scheduleBuild2(0).waitForStart();
        JENKINS.waitForMessage("+ echo begun", run);

        job.delete();

        assertGone(job, run);
        Eventually.of(() -> assertThat(agent.toComputer().countBusy()).isZero());
    }

    @Test
    public void leavesNothingOfAJobThatIsDeletedWhileAnActionWaitsForAnAgent() throws Exception {
        var job = job("stage('Build') { build('Package') { agent 'nowhere'; commands 'true' } }");
        var run = job.scheduleBuild2(0).waitForStart();
        JENKINS.waitForMessage("nowhere", run);

        job.delete();

        assertGone(job, run);
        assertThat(JENKINS.jenkins.getQueue().isEmpty()).isTrue();
    }

    @Test
    public void refusesToDeleteABuildThatIsUnderWay() throws Exception {
        var job = job(GATE);
        var run = waitingAtTheGate(job);

        assertThatThrownBy(run::delete).isInstanceOf(IOException.class).hasMessageContaining("still running");

        Line.of(JENKINS, job).approve("Approve", "ShipIt");
        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(run));
        assertNothingWentWrong();
    }

    @Test
    public void remembersTheExecutionOfADeletedBuild() throws Exception {
        var job = job(Shop.NOTHING);
        JENKINS.buildAndAssertSuccess(job).delete();

        var line = Line.of(JENKINS, job);
        assertThat(statuses(job)).containsExactly("Succeeded");
        assertThat(line.get("state").getStatusCode()).isEqualTo(200);
        var id = line.json("executions")
                .at("/pipelineExecutionSummaries/0/pipelineExecutionId")
                .asText();
        assertThat(line.get("execution?pipelineExecutionId=" + id).getStatusCode())
                .isEqualTo(200);
        JENKINS.buildAndAssertSuccess(job);
        assertNothingWentWrong();
    }

    @Test
    public void runsEachExecutionByTheDefinitionThatItStartedWith() throws Exception {
        var job = job(GATE);
        var older = waitingAtTheGate(job);
        job.setDefinition(new ReleasePipelineDefinition(
                Shop.pipeline(repository.address(), "stage('Say') { test('Say') { commands 'echo it is new' } }")));

        JENKINS.assertLogContains("it is new", JENKINS.buildAndAssertSuccess(job));

        Line.of(JENKINS, job).approve("Approve", "ShipIt");
        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(older));
        JENKINS.assertLogContains("Stage 'Production' begins", older);
        assertNothingWentWrong();
    }

    @Test
    public void endsTheExecutionsOfAJobThatIsNoReleasePipelineAnyMoreInTheirOwnTime() throws Exception {
        var job = job(GATE);
        var run = waitingAtTheGate(job);
        job.setDefinition(new org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition("echo 'scripted'", true));

        JENKINS.buildAndAssertSuccess(job);

        run.getExecutor().interrupt();
        JENKINS.assertBuildStatus(Result.ABORTED, JENKINS.waitForCompletion(run));
        assertNothingWentWrong();
    }

    @Test
    public void leavesAJobThatIsNoReleasePipelineAnyMoreNeitherParametersNorKeptBuilds() throws Exception {
        var job = job("stage('Ship') { deploy('Ship') { input 'AppSource'; commands 'true' } }");
        var run = JENKINS.buildAndAssertSuccess(job);
        Eventually.of(() -> assertThat(run.isKeepLog()).isTrue());
        assertThat(job.getProperty(ParametersDefinitionProperty.class)).isNotNull();

        job.setDefinition(new org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition("echo 'scripted'", true));
        ItemListener.fireOnUpdated(job);

        assertThat(run.isKeepLog()).isFalse();
        assertThat(job.getProperty(ParametersDefinitionProperty.class)).isNull();
        assertNothingWentWrong();
    }

    @Test
    public void goesOnInAJobThatWasAnOrdinaryPipelineInBetween() throws Exception {
        var job = job(GATE);
        var release = job.getDefinition();
        var run = waitingAtTheGate(job);
        job.setDefinition(new org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition("echo 'scripted'", true));
        JENKINS.assertLogContains("scripted", JENKINS.buildAndAssertSuccess(job));
        assertThat(run.isBuilding()).isTrue();
        job.setDefinition(release);

        Line.of(JENKINS, job).approve("Approve", "ShipIt");

        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(run));
        JENKINS.assertLogContains("100", run);
        assertThat(statuses(job)).containsExactly("Succeeded");
        assertThat(job.getBuilds()).hasSize(2);
        assertNothingWentWrong();
    }

    @Test
    public void leavesNothingOfAFolderThatIsDeletedWhileAJobInItWaitsAtAGate() throws Exception {
        var team = JENKINS.createProject(Folder.class, name("team"));
        var job = team.createProject(WorkflowJob.class, "shop");
        job.setDefinition(new ReleasePipelineDefinition(Shop.pipeline(repository.address(), GATE)));
        var run = waitingAtTheGate(job);
        var behind = job.scheduleBuild2(0).waitForStart();
        JENKINS.waitForMessage("Waits in front of 'Approve'", behind);

        team.delete();

        assertThat(team.getRootDir()).doesNotExist();
        assertThat(JENKINS.jenkins.getItem(team.getName())).isNull();
        assertGone(job, run);
        assertGone(job, behind);
    }

    private void assertGone(WorkflowJob job, WorkflowRun run) throws Exception {
        Eventually.of(() -> assertThat(run.isBuilding()).isFalse());
        assertThat(JENKINS.jenkins.getItemByFullName(job.getFullName())).isNull();
        Eventually.of(() -> assertThat(FlowExecutionList.get())
                .noneMatch(flow -> flow.getOwner().toString().equals(run.getExternalizableId())));
        Eventually.of(() -> assertThat(busyExecutors()).isZero());
        assertThatThrownBy(() -> Pipelines.get().of(job)).hasMessageContaining("was deleted");
        assertThat(job.getRootDir()).doesNotExist();
        assertNothingWentWrong();
    }

    private void assertNothingWentWrong() {
        assertThat(logs.getRecords())
                .extracting(LogRecord::getMessage, LogRecord::getThrown)
                .isEmpty();
    }

    private static String untilThere(Path flag) {
        return "'echo begun', 'until test -f \"%s\"; do sleep 0.1; done'".formatted(flag);
    }

    private static List<String> nodes(WorkflowRun run) {
        return new DepthFirstScanner()
                .allNodes(run.getExecution()).stream()
                        .map(FlowNode::getDisplayFunctionName)
                        .toList();
    }

    private static long busyExecutors() {
        return Arrays.stream(JENKINS.jenkins.getComputers())
                .mapToLong(Computer::countBusy)
                .sum();
    }

    private static void post(String path) throws Exception {
        var browser = JENKINS.createWebClient().withRedirectEnabled(false).withThrowExceptionOnFailingStatusCode(false);
        var request = new WebRequest(browser.createCrumbedUrl(path), HttpMethod.POST);
        assertThat(browser.getPage(request).getWebResponse().getStatusCode()).isEqualTo(302);
    }

    private static List<String> statuses(WorkflowJob job) throws Exception {
        return Line.stream(Line.of(JENKINS, job).json("executions").get("pipelineExecutionSummaries"))
                .map(one -> one.get("status").asText())
                .toList();
    }

    /** A name that no other test has taken. */
    private static String name(String kind) {
        return kind + NAMES.incrementAndGet();
    }

    private static WorkflowRun waitingAtTheGate(WorkflowJob job) throws Exception {
        var run = job.scheduleBuild2(0).waitForStart();
        JENKINS.waitForMessage("Approval wanted", run);
        return run;
    }

    private static void stop(WorkflowRun run) throws Exception {
        run.getExecutor().interrupt();
        JENKINS.waitForCompletion(run);
    }

    private WorkflowJob job(String stages) throws Exception {
        var job = JENKINS.createProject(WorkflowJob.class, name("shop"));
        job.setDefinition(new ReleasePipelineDefinition(Shop.pipeline(repository.address(), stages)));
        return job;
    }
}

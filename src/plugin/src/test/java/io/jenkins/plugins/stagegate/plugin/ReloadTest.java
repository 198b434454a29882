package io.jenkins.plugins.stagegate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.Label;
import hudson.model.Queue;
import io.jenkins.plugins.stagegate.plugin.host.Pipelines;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import java.nio.file.Files;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionList;
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

/** <em>Reload Configuration from Disk</em> while releases are under way: there is another object for each job then. */
public class ReloadTest {
    private static final AtomicInteger NAMES = new AtomicInteger();

    @ClassRule
    public static final BuildWatcher WATCHER = new BuildWatcher();

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    private static final String GATE = "stage('Approve') { approval('ShipIt') { message 'Ship it?' } }";

    static {
        JENKINS.timeout = 0; // it is for the whole class
    }

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Rule
    public final LoggerRule logs = new LoggerRule()
            .record("io.jenkins.plugins.stagegate", Level.WARNING)
            .capture(100);

    private ShopRepository repository;

    @Before
    public void openShop() throws Exception {
        repository = ShopRepository.in(folder.newFolder("shop").toPath());
    }

    @Test
    public void goesOnAtTheGateWhereItWaited() throws Exception {
        var job = job(
                """
                stage('Build') { build('Package') { input 'AppSource'; commands 'true'; output 'Shop' } }
                stage('Approve') { approval('ShipIt') { message 'Ship it?' } }
                stage('Production') { deploy('Deploy') { input 'Shop'; commands 'cat price.txt' } }
                """);
        var run = job.scheduleBuild2(0).waitForStart();
        JENKINS.waitForMessage("Approval wanted", run);

        var reloaded = reload(job);
        assertThat(reloaded).isNotSameAs(job);

        assertThat(Line.of(JENKINS, reloaded).approve("Approve", "ShipIt").getStatusCode())
                .isEqualTo(200);
        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(run));
        JENKINS.assertLogContains("100", run);
        assertThat(reloaded.getBuilds()).hasSize(1);
        JENKINS.assertBuildStatusSuccess(next(reloaded));
        assertNothingWentWrong();
    }

    @Test
    public void goesOnWithTheScriptThatRan() throws Exception {
        var flag = folder.getRoot().toPath().resolve("flag");
        var job = job(
                """
                stage('Build') {
                    build('Package') {
                        input 'AppSource'
                        commands 'echo begun', 'until test -f "%s"; do sleep 0.1; done'
                        output 'Shop'
                    }
                }
                stage('Production') { deploy('Deploy') { input 'Shop'; commands 'cat price.txt' } }
                """
                        .formatted(flag));
        var run = job.scheduleBuild2(0).waitForStart();
        JENKINS.waitForMessage("+ echo begun", run);

        var reloaded = reload(job);
        Files.createFile(flag);

        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(run));
        JENKINS.assertLogContains("100", run);
        assertThat(JenkinsRule.getLog(run).split("\\+ echo begun", -1)).hasSize(2);
        assertThat(Line.of(JENKINS, reloaded)
                        .json("executions")
                        .at("/pipelineExecutionSummaries/0/status")
                        .asText())
                .isEqualTo("Succeeded");
        assertNothingWentWrong();
    }

    @Test
    public void goesOnToWaitForAnExecutor() throws Exception {
        var label = "late-" + NAMES.incrementAndGet();
        var job = job("stage('Build') { build('Package') { agent '%s'; commands 'echo begun' } }".formatted(label));
        var run = job.scheduleBuild2(0).waitForStart();
        JENKINS.waitForMessage(label, run);

        reload(job);
        JENKINS.createOnlineSlave(Label.get(label));

        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(run));
        assertThat(JenkinsRule.getLog(run).split("\\+ echo begun", -1)).hasSize(2);
        assertNothingWentWrong();
    }

    @Test
    public void keepsTheOrderInFrontOfAStage() throws Exception {
        var job = job("stage('Approve') { approval('ShipIt') { message 'Ship it?' } }");
        var first = job.scheduleBuild2(0).waitForStart();
        JENKINS.waitForMessage("Approval wanted", first);
        var second = job.scheduleBuild2(0).waitForStart();
        JENKINS.waitForMessage("Waits in front of 'Approve'", second);

        var line = Line.of(JENKINS, reload(job));
        line.approve("Approve", "ShipIt");

        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(first));
        JENKINS.waitForMessage("Approval wanted", second);
        line.approve("Approve", "ShipIt");
        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(second));
        assertNothingWentWrong();
    }

    @Test
    public void goesOnInAFolder() throws Exception {
        var team = JENKINS.createProject(Folder.class, "team-" + NAMES.incrementAndGet());
        var job = team.createProject(WorkflowJob.class, "shop");
        define(job, "stage('Approve') { approval('ShipIt') { message 'Ship it?' } }");
        var run = job.scheduleBuild2(0).waitForStart();
        JENKINS.waitForMessage("Approval wanted", run);

        Line.of(JENKINS, reload(job)).approve("Approve", "ShipIt");

        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(run));
        assertNothingWentWrong();
    }

    @Test
    public void leavesNothingOfATopLevelJobThatIsDeletedWhileItWaitsAtAGate() throws Exception {
        var job = job(GATE);
        var run = job.scheduleBuild2(0).waitForStart();
        JENKINS.waitForMessage("Approval wanted", run);
        var behind = job.scheduleBuild2(0).waitForStart();
        JENKINS.waitForMessage("Waits in front of 'Approve'", behind);

        reload(job).delete();

        assertGone(run);
        assertGone(behind);
    }

    @Test
    public void leavesNothingOfAJobInAFolderThatIsDeletedWhileItWaitsAtAGate() throws Exception {
        var team = JENKINS.createProject(Folder.class, "team-" + NAMES.incrementAndGet());
        var job = team.createProject(WorkflowJob.class, "shop");
        define(job, GATE);
        var run = job.scheduleBuild2(0).waitForStart();
        JENKINS.waitForMessage("Approval wanted", run);

        reload(job).delete();

        assertGone(run);
    }

    @Test
    public void leavesNothingOfAFolderThatIsDeletedWhileAJobInItWaitsAtAGate() throws Exception {
        var team = JENKINS.createProject(Folder.class, "team-" + NAMES.incrementAndGet());
        var job = team.createProject(WorkflowJob.class, "shop");
        define(job, GATE);
        var run = job.scheduleBuild2(0).waitForStart();
        JENKINS.waitForMessage("Approval wanted", run);

        reload(job);
        JENKINS.jenkins.getItemByFullName(team.getFullName(), Folder.class).delete();

        assertGone(run);
    }

    @Test
    public void leavesNothingOfAJobThatIsDeletedWhileAnActionWaitsForAnAgent() throws Exception {
        var job = job("stage('Build') { build('Package') { agent 'nowhere'; commands 'true' } }");
        var run = job.scheduleBuild2(0).waitForStart();
        JENKINS.waitForMessage("nowhere", run);

        reload(job).delete();

        assertGone(run);
    }

    private void assertGone(WorkflowRun run) throws Exception {
        Eventually.of(() -> assertThat(run.isBuilding()).isFalse());
        assertThat(JENKINS.jenkins.getItemByFullName(run.getParent().getFullName()))
                .isNull();
        Eventually.of(() -> assertThat(FlowExecutionList.get())
                .noneMatch(flow -> flow.getOwner().toString().equals(run.getExternalizableId())));
        Eventually.of(() -> assertThat(Queue.getInstance().getItems())
                .noneMatch(item -> item.task.getOwnerTask() == run.getParent()
                        || item.task
                                .getOwnerTask()
                                .getFullDisplayName()
                                .equals(run.getParent().getFullDisplayName())));
        Eventually.of(() -> assertThat(Pipelines.get().atWork())
                .noneMatch(pipeline ->
                        pipeline.job().getFullName().equals(run.getParent().getFullName())));
        Eventually.of(() -> assertThat(JENKINS.jenkins.toComputer().getOneOffExecutors())
                .noneMatch(executor -> executor.getCurrentExecutable() == run));
        assertThat(run.getParent().getRootDir()).doesNotExist();
        assertNothingWentWrong();
    }

    private static WorkflowRun next(WorkflowJob job) throws Exception {
        var run = job.scheduleBuild2(0).waitForStart();
        JENKINS.waitForMessage("Approval wanted", run);
        Line.of(JENKINS, job).approve("Approve", "ShipIt");
        return JENKINS.waitForCompletion(run);
    }

    private static WorkflowJob reload(WorkflowJob job) throws Exception {
        JENKINS.jenkins.save();
        JENKINS.jenkins.reload();
        return JENKINS.jenkins.getItemByFullName(job.getFullName(), WorkflowJob.class);
    }

    private WorkflowJob job(String stages) throws Exception {
        var job = JENKINS.createProject(WorkflowJob.class, "shop-" + NAMES.incrementAndGet());
        define(job, stages);
        return job;
    }

    private void define(WorkflowJob job, String stages) throws Exception {
        job.setDefinition(new ReleasePipelineDefinition(Shop.pipeline(repository.address(), stages)));
    }

    private void assertNothingWentWrong() {
        assertThat(logs.getRecords())
                .extracting(LogRecord::getMessage, LogRecord::getThrown)
                .isEmpty();
    }
}

package io.jenkins.plugins.stagegate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.Result;
import hudson.model.User;
import io.jenkins.plugins.stagegate.plugin.gate.FolderGates;
import io.jenkins.plugins.stagegate.plugin.gate.ImposedGate;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import io.jenkins.plugins.stagegate.plugin.key.JenkinsKeys;
import io.jenkins.plugins.stagegate.plugin.key.UserKeys;
import io.jenkins.plugins.stagegate.plugin.parameter.RevisionParameter;
import io.jenkins.plugins.stagegate.plugin.parameter.VariableParameter;
import io.jenkins.plugins.stagegate.plugin.settings.StageGateSettings;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.BuildWatcher;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.LoggerRule;
import org.jvnet.hudson.test.recipes.LocalData;

/** A home of an earlier version is opened by this one; {@link WrittenHomeTest} wrote it. A version's home is never changed. */
public class UpgradeTest {
    @ClassRule
    public static final BuildWatcher WATCHER = new BuildWatcher();

    private final JenkinsRule jenkins = new JenkinsRule();
    private final LoggerRule logs = new LoggerRule()
            .record("io.jenkins.plugins.stagegate", Level.WARNING)
            .record("hudson.util.RobustReflectionConverter", Level.WARNING)
            .capture(100);
    private final TemporaryFolder folder = new TemporaryFolder();

    @Rule
    public final RuleChain rules = RuleChain.outerRule(folder).around(logs).around(jenkins);

    @Test
    @LocalData("v0_1_0")
    public void goesOnWithWhatWaited() throws Exception {
        var job = job("shops/shop");
        var line = Line.of(jenkins, job);
        var atTheGate = job.getBuildByNumber(3);
        assertThat(atTheGate.isBuilding()).isTrue();

        assertThat(line.approve("Approve", "ShipIt").getStatusCode()).isEqualTo(200);
        jenkins.waitForMessage("Waits in front of 'Production'", atTheGate);
        assertThat(line.json("state")
                        .at("/stageStates/3/inboundTransitionState/disabledReason")
                        .asText())
                .isEqualTo("Audit");
        line.post("transition", "{'stageName':'Production','transitionType':'Inbound','enabled':true}");

        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(atTheGate));
        jenkins.assertLogContains("100 in north", atTheGate);
        assertSucceedsAtTheGate(line, job.getBuildByNumber(4));
        assertThat(statuses(line)).containsExactly("Succeeded", "Succeeded", "Failed", "Succeeded");
        assertNothingWentWrong();
    }

    @Test
    @LocalData("v0_1_0")
    public void startsWhatIsNew() throws Exception {
        var job = job("shops/shop");
        assertThat(job.getProperty(ParametersDefinitionProperty.class).getParameterDefinitions())
                .containsExactly(new VariableParameter("REGION", "north", ""), new RevisionParameter("App"));
        job.getBuildByNumber(3).doStop();
        job.getBuildByNumber(4).doStop();
        jenkins.waitForCompletion(job.getBuildByNumber(3));
        jenkins.waitForCompletion(job.getBuildByNumber(4));
        var line = Line.of(jenkins, job);
        line.post("transition", "{'stageName':'Production','transitionType':'Inbound','enabled':true}");
        var repository = ShopRepository.in(folder.newFolder("shop").toPath());
        var script = ((ReleasePipelineDefinition) job.getDefinition()).getScript();
        job.setDefinition(new ReleasePipelineDefinition(
                script.replaceFirst("url: '[^']*'", "url: '" + repository.address() + "'")));

        var run = job.scheduleBuild2(0).waitForStart();

        assertThat(run.getNumber()).isEqualTo(5);
        assertSucceedsAtTheGate(line, run);
        assertThat(statuses(line)).containsExactly("Succeeded", "Stopped", "Stopped", "Failed", "Succeeded");
        assertNothingWentWrong();
    }

    @Test
    @LocalData("v0_1_0")
    public void knowsWhatIsOver() throws Exception {
        var job = job("shops/shop");

        assertThat(job.getBuildByNumber(1).getResult()).isEqualTo(Result.SUCCESS);
        assertThat(job.getBuildByNumber(1).getExecution().isComplete()).isTrue();
        assertThat(job.getBuildByNumber(2).getResult()).isEqualTo(Result.FAILURE);
        var line = Line.of(jenkins, job);
        assertThat(statuses(line)).containsExactly("InProgress", "InProgress", "Failed", "Succeeded");
        var oldest = line.json("executions")
                .at("/pipelineExecutionSummaries/3/pipelineExecutionId")
                .asText();
        assertThat(line.get("execution?pipelineExecutionId=" + oldest).getContentAsString())
                .contains("ShipIt", "Package");
        assertNothingWentWrong();
        stopAll();
    }

    @Test
    @LocalData("v0_1_0")
    public void asksAtTheGateOfTheFolder() throws Exception {
        var job = job("shops/office");
        assertThat(jenkins.jenkins
                        .getItemByFullName("shops", Folder.class)
                        .getProperties()
                        .get(FolderGates.class)
                        .getGates())
                .extracting(ImposedGate::getName)
                .containsExactly("Board");

        Line.of(jenkins, job).approve("Desk", "Board@shops");

        var run = job.getBuildByNumber(1);
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
        jenkins.assertLogContains("100", run);
        assertNothingWentWrong();
        stopAll();
    }

    @Test
    @LocalData("v0_1_0")
    public void keepsSettingsAndKeys() throws Exception {
        var settings = StageGateSettings.get();
        assertThat(settings.getAllowedHosts()).isEqualTo("chat.example.com");
        assertThat(settings.getPerformers()).contains("./deploy.sh {ApplicationName}");
        assertThat(settings.isCodePipelineEndpoint()).isTrue();
        assertThat(settings.getLookEverySeconds()).isEqualTo(120);
        assertThat(settings.getGates()).singleElement().satisfies(gate -> {
            assertThat(gate.getName()).isEqualTo("Owner");
            assertThat(gate.getStages()).isEqualTo("prod*");
            assertThat(gate.getSubmitters()).isEqualTo("release-managers");
            assertThat(gate.getRequired()).isEqualTo(2);
            assertThat(gate.getFolder()).isEqualTo("nowhere");
        });
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        var key =
                User.getById("ada", false).getProperty(UserKeys.class).getKeys().get(0);
        assertThat(key.getPurpose()).isEqualTo("laptop");
        assertThat(JenkinsKeys.get().find(key.getId())).isPresent();
        assertNothingWentWrong();
        stopAll();
    }

    private void assertSucceedsAtTheGate(Line line, WorkflowRun run) throws Exception {
        jenkins.waitForMessage("Approval wanted", run);
        line.approve("Approve", "ShipIt");
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
        jenkins.assertLogContains("100 in north", run);
    }

    private void stopAll() throws Exception {
        for (WorkflowJob job : jenkins.jenkins.getAllItems(WorkflowJob.class)) {
            for (WorkflowRun run : job.getBuilds()) {
                if (run.isBuilding()) {
                    run.doStop();
                    jenkins.waitForCompletion(run);
                }
            }
        }
    }

    private WorkflowJob job(String name) {
        return jenkins.jenkins.getItemByFullName(name, WorkflowJob.class);
    }

    private static java.util.List<String> statuses(Line line) throws Exception {
        return Line.stream(line.json("executions").get("pipelineExecutionSummaries"))
                .map(one -> one.get("status").asText())
                .toList();
    }

    private void assertNothingWentWrong() {
        assertThat(logs.getRecords())
                .extracting(LogRecord::getMessage, LogRecord::getThrown)
                .isEmpty();
    }
}

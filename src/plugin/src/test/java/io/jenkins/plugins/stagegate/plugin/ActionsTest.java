package io.jenkins.plugins.stagegate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.EnvVars;
import hudson.model.Label;
import hudson.model.Result;
import hudson.tasks.Fingerprinter;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jenkins.model.ArtifactManagerConfiguration;
import net.sf.json.JSONObject;
import org.htmlunit.html.HtmlAnchor;
import org.jenkinsci.plugins.workflow.actions.ErrorAction;
import org.jenkinsci.plugins.workflow.actions.LogAction;
import org.jenkinsci.plugins.workflow.actions.TimingAction;
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

/** Where actions run, what they find there, and what Jenkins shows of them and of their artifacts. */
public class ActionsTest {
    @ClassRule
    public static final BuildWatcher WATCHER = new BuildWatcher();

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path shop;
    private WorkflowJob job;

    @Before
    public void openShop() throws Exception {
        shop = folder.newFolder("shop").toPath();
        ShopRepository.in(shop);
        job = JENKINS.createProject(WorkflowJob.class);
    }

    private WorkflowJob define(String stages) {
        job.setDefinition(
                new ReleasePipelineDefinition(Shop.pipeline(shop.toUri().toString(), stages)));
        return job;
    }

    @Test
    public void choosesAnAgentByAnExpression() throws Exception {
        JENKINS.createOnlineSlave(Label.get("big small"));
        var right = JENKINS.createOnlineSlave(Label.get("big"));

        var run = JENKINS.buildAndAssertSuccess(define(
                "stage('Build') { build('Package') { agent 'big && !small'; commands 'echo \"on $NODE_NAME\"' } }"));

        JENKINS.assertLogContains("on " + right.getNodeName(), run);
    }

    @Test
    public void leavesNothingOfOneActionToTheNext() throws Exception {
        JENKINS.createOnlineSlave(Label.get("lonely"));

        var run = JENKINS.buildAndAssertSuccess(
                define(
                        """
                stage('Build') {
                    build('Litter') { agent 'lonely'; input 'AppSource'; commands 'touch left .hidden', 'echo "in $PWD"' }
                    test('Look') { agent 'lonely'; commands 'echo "in $PWD"', 'test -z "$(ls -A)"' }
                    test('Input') { agent 'lonely'; input 'AppSource'; commands 'test "$(ls -A)" = price.txt' }
                }
                """));

        var places = JenkinsRule.getLog(run).lines().filter(line -> line.startsWith("in /"));
        assertThat(places.distinct()).hasSize(1);
    }

    @Test
    public void listsArtifactsOnTheBuildsPageAndKnowsThemByTheirFingerprints() throws Exception {
        var run = JENKINS.buildAndAssertSuccess(
                define(
                        "stage('Build') { build('Package') { input 'AppSource'; commands 'true'; output 'Shop', files: '*.txt' } }"));

        try (var browser = JENKINS.createWebClient()) {
            var page = browser.getPage(run);
            assertThat(page.getByXPath("//a").stream().map(link -> ((HtmlAnchor) link).getHrefAttribute()))
                    .anyMatch(link -> link.contains("artifact/stage-gate/Shop.zip"))
                    .anyMatch(link -> link.contains("artifact/stage-gate/AppSource.zip"));
            assertThat(browser.getPage(run, "fingerprints/").asNormalizedText()).contains("Shop.zip", "AppSource.zip");
        }
        var bundle = run.getAction(Fingerprinter.FingerprintAction.class)
                .getFingerprints()
                .get("Shop.zip");
        assertThat(bundle.getUsages().get(job.getFullName()).includes(run.getNumber()))
                .isTrue();
    }

    @Test
    public void takesAnArtifactFromItsStoreWithoutTheController() throws Exception {
        JENKINS.waitOnline(
                JENKINS.createSlave(Label.get("near"), new EnvVars("JAVA_TOOL_OPTIONS", "-Dhttp.agent=the-agent")));
        try (var store = new ArtifactsOverHttp()) {
            ArtifactManagerConfiguration.get().getArtifactManagerFactories().add(store.factory());

            JENKINS.buildAndAssertSuccess(
                    define(
                            "stage('Build') { build('Package') { agent 'near'; input 'AppSource'; commands 'grep 100 price.txt' } }"));

            assertThat(store.askers()).hasSize(1).first().asString().startsWith("the-agent");
        } finally {
            ArtifactManagerConfiguration.get().getArtifactManagerFactories().clear();
        }
    }

    @Test
    public void takesAnArtifactThroughTheControllerIfTheAgentDoesNotReachTheStore() throws Exception {
        var store = new ArtifactsOverHttp();
        store.close();
        ArtifactManagerConfiguration.get().getArtifactManagerFactories().add(store.factory());
        try {
            JENKINS.buildAndAssertSuccess(
                    define("stage('Build') { build('Package') { input 'AppSource'; commands 'grep 100 price.txt' } }"));
        } finally {
            ArtifactManagerConfiguration.get().getArtifactManagerFactories().clear();
        }
    }

    @Test
    public void showsAReleaseInTheViewsOfOtherPlugins() throws Exception {
        var run = define(
                        """
                        stage('Build') {
                            actionGroup {
                                build('Package') { commands 'echo "packa"ged' }
                                test('Lint') { steps { dir('sub') { sh 'echo "lin"ted' } } }
                            }
                        }
                        stage('Approve') { approval('ShipIt') { message 'Ship it?' } }
                        stage('Production') { deploy('Deploy') { commands 'echo "deplo"ying', 'exit 3' } }
                        """)
                .scheduleBuild2(0)
                .waitForStart();
        JENKINS.waitForMessage("Approval wanted", run);

        Eventually.of(() -> assertThat(drawn(run))
                .containsEntry("Build", "success")
                .containsEntry("Build/Package", "success")
                .containsEntry("Build/Lint", "success")
                .containsEntry("Approve", "running")
                .doesNotContainKey("Production"));

        Line.of(JENKINS, job).approve("Approve", "ShipIt");
        JENKINS.assertBuildStatus(Result.FAILURE, JENKINS.waitForCompletion(run));

        assertThat(drawn(run))
                .containsEntry("Approve", "success")
                .containsEntry("Production", "failure")
                .containsEntry("Production/Deploy", "failure");
        assertThat(logs(run, "stageGateCommands"))
                .anyMatch(log -> log.contains("packaged"))
                .anyMatch(log -> log.contains("deploying"))
                .noneMatch(log -> log.contains("packaged") && log.contains("deploying"));
        assertThat(logs(run, "sh")).singleElement().asString().contains("linted");
        assertThat(nodes(run)).allMatch(node -> TimingAction.getStartTime(node) > 0);
        assertThat(nodes(run))
                .filteredOn(node -> node.getPersistentAction(ErrorAction.class) != null)
                .extracting(FlowNode::getDisplayFunctionName)
                .contains("stageGateCommands");
        try (var browser = JENKINS.createWebClient()) {
            assertThat(browser.getPage(run, "flowGraphTable").getWebResponse().getContentAsString())
                    .contains("Package", "Lint", "ShipIt", "Deploy");
        }
    }

    private static List<FlowNode> nodes(WorkflowRun run) {
        return new DepthFirstScanner().allNodes(run.getExecution());
    }

    /** What each node of a step has in its own log. */
    private static List<String> logs(WorkflowRun run, String step) throws Exception {
        var logs = new java.util.ArrayList<String>();
        for (FlowNode node : nodes(run)) {
            var log = node.getAction(LogAction.class);
            if (step.equals(node.getDisplayFunctionName()) && log != null) {
                var text = new StringWriter();
                log.getLogText().writeLogTo(0, text);
                logs.add(text.toString());
            }
        }
        return logs;
    }

    /** What Pipeline Graph View draws. */
    private static Map<String, String> drawn(WorkflowRun run) {
        try (var browser = JENKINS.createWebClient()) {
            var tree = browser.getJSON(run.getUrl() + "pipeline-overview/tree").getJSONObject();
            var drawn = new LinkedHashMap<String, String>();
            for (Object stage : tree.getJSONObject("data").getJSONArray("stages")) {
                draw("", (JSONObject) stage, drawn);
            }
            return drawn;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static void draw(String within, JSONObject stage, Map<String, String> drawn) {
        var name = within + stage.getString("name");
        drawn.put(name, stage.getString("state"));
        for (Object child : stage.getJSONArray("children")) {
            draw(name + "/", (JSONObject) child, drawn);
        }
    }
}

package io.jenkins.plugins.stagegate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.Item;
import hudson.model.Items;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.listeners.ItemListener;
import hudson.model.listeners.RunListener;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionListener;
import org.jenkinsci.plugins.workflow.flow.GraphListener;
import org.jenkinsci.plugins.workflow.graph.BlockEndNode;
import org.jenkinsci.plugins.workflow.graph.FlowEndNode;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.graph.FlowStartNode;
import org.jenkinsci.plugins.workflow.graphanalysis.DepthFirstScanner;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;

/** What listeners of other plugins are told, in which order: the same as of any other Pipeline. */
public class ListenersTest {
    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    private static final List<String> TOLD = new CopyOnWriteArrayList<>();
    private static final List<FlowNode> HEADS = new CopyOnWriteArrayList<>();
    private static final List<FlowNode> LATER_HEADS = new CopyOnWriteArrayList<>();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    /** Builds. */
    @TestExtension
    public static final class Runs extends RunListener<Run<?, ?>> {
        @Override
        public void onInitialize(Run<?, ?> run) {
            TOLD.add("initialized");
        }

        @Override
        public void onStarted(Run<?, ?> run, TaskListener listener) {
            TOLD.add("started");
        }

        @Override
        public void onCompleted(Run<?, ?> run, TaskListener listener) {
            listener.getLogger().println("said when it was completed");
            TOLD.add("completed " + run.getResult());
        }

        @Override
        public void onFinalized(Run<?, ?> run) {
            TOLD.add("finalized" + (run.isBuilding() ? " too early" : ""));
        }

        @Override
        public void onDeleted(Run<?, ?> run) {
            TOLD.add("deleted");
        }
    }

    /** Flows. */
    @TestExtension
    public static final class Flows extends FlowExecutionListener {
        @Override
        public void onCreated(FlowExecution execution) {
            TOLD.add("flow created with " + execution.getCurrentHeads().size() + " heads");
        }

        @Override
        public void onRunning(FlowExecution execution) {
            TOLD.add("flow running");
        }

        @Override
        public void onCompleted(FlowExecution execution) {
            var heads = execution.getCurrentHeads();
            var last = heads.size() == 1 && heads.get(0) instanceof FlowEndNode;
            TOLD.add("flow completed" + (last ? " at its end" : " somewhere")
                    + (execution.getCauseOfFailure() == null ? "" : " with a cause"));
        }
    }

    /** Nodes at once. */
    @TestExtension
    public static final class Heads implements GraphListener.Synchronous {
        @Override
        public void onNewHead(FlowNode node) {
            HEADS.add(node);
            if (node instanceof FlowStartNode || node instanceof FlowEndNode) {
                TOLD.add(node instanceof FlowStartNode ? "first node" : "last node");
            }
        }
    }

    /** Nodes when there is time. */
    @TestExtension
    public static final class LaterHeads implements GraphListener {
        @Override
        public void onNewHead(FlowNode node) {
            LATER_HEADS.add(node);
        }
    }

    /** Items. */
    @TestExtension
    public static final class Jobs extends ItemListener {
        @Override
        public void onCreated(Item item) {
            TOLD.add("created " + item.getFullName());
        }

        @Override
        public void onCopied(Item from, Item item) {
            TOLD.add("copied " + from.getFullName() + " to " + item.getFullName());
        }

        @Override
        public void onRenamed(Item item, String before, String now) {
            TOLD.add("renamed " + before + " to " + now);
        }

        @Override
        public void onLocationChanged(Item item, String before, String now) {
            TOLD.add("moved " + before + " to " + now);
        }

        @Override
        public void onUpdated(Item item) {
            TOLD.add("updated " + item.getFullName());
        }

        @Override
        public void onDeleted(Item item) {
            TOLD.add("deleted " + item.getFullName());
        }
    }

    private String repository;

    @Before
    public void openShop() throws Exception {
        repository = ShopRepository.in(folder.newFolder("shop").toPath()).address();
        forget();
    }

    private static void forget() {
        TOLD.clear();
        HEADS.clear();
        LATER_HEADS.clear();
    }

    private WorkflowJob job(String name, String stages) throws Exception {
        var job = JENKINS.createProject(WorkflowJob.class, name);
        job.setDefinition(new ReleasePipelineDefinition(Shop.pipeline(repository, stages)));
        return job;
    }

    private static final String STAGES =
            """
            stage('Build') {
                actionGroup {
                    build('Package') { steps { withEnv(['A=b']) { sh 'echo $A' } } }
                    test('Lint') { commands 'true' }
                }
            }
            stage('Production') { deploy('Deploy') { commands '%s' } }
            """;

    @Test
    public void areToldOfABuildAndItsFlowFromBeginningToEnd() throws Exception {
        var job = job("succeeds", STAGES.formatted("true"));
        forget();

        var run = JENKINS.buildAndAssertSuccess(job);

        Eventually.of(() -> assertThat(TOLD).contains("finalized"));
        assertThat(TOLD).contains("flow running"); // While the first nodes come, which is nobody's order.
        assertThat(TOLD)
                .filteredOn(one -> !one.equals("flow running"))
                .containsExactly(
                        "initialized",
                        "started",
                        "flow created with 0 heads",
                        "first node",
                        "last node",
                        "completed SUCCESS",
                        "flow completed at its end",
                        "finalized");
        JENKINS.assertLogContains("said when it was completed", run);
        forget();
        run.delete();
        assertThat(TOLD).containsExactly("deleted");
    }

    @Test
    public void areToldOfAFailureWithItsCause() throws Exception {
        var job = job("fails", STAGES.formatted("exit 3"));
        forget();

        JENKINS.buildAndAssertStatus(Result.FAILURE, job);

        Eventually.of(() ->
                assertThat(TOLD).contains("completed FAILURE", "finalized", "flow completed at its end with a cause"));
    }

    @Test
    public void areToldOfEveryNodeOnceAndOfNoneBeforeItsParents() throws Exception {
        var run = JENKINS.buildAndAssertSuccess(job("nodes", STAGES.formatted("true")));
        Eventually.of(() -> assertThat(LATER_HEADS).hasSameSizeAs(HEADS));

        var all = new DepthFirstScanner().allNodes(run.getExecution());
        assertThat(HEADS).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(all);
        assertThat(LATER_HEADS).containsExactlyInAnyOrderElementsOf(HEADS);
        for (List<FlowNode> told : List.of(new ArrayList<>(HEADS), new ArrayList<>(LATER_HEADS))) {
            assertThat(told.get(0)).isInstanceOf(FlowStartNode.class);
            assertThat(told.get(told.size() - 1)).isInstanceOf(FlowEndNode.class);
            var before = new HashSet<FlowNode>();
            for (FlowNode node : told) {
                assertThat(before).as("parents of %s", node).containsAll(node.getParents());
                if (node instanceof BlockEndNode<?> end) {
                    assertThat(before).as("beginning of %s", node).contains(end.getStartNode());
                }
                before.add(node);
            }
        }
    }

    @Test
    public void areToldOfTheLifeOfAJob() throws Exception {
        var job = job("shop", Shop.NOTHING);
        JENKINS.buildAndAssertSuccess(job);
        Eventually.of(() -> assertThat(TOLD).contains("finalized"));
        var shops = JENKINS.createProject(Folder.class, "shops");
        forget();

        JENKINS.jenkins.copy((hudson.model.TopLevelItem) job, "copy");
        assertThat(TOLD).containsExactly("copied shop to copy");
        forget();
        job.renameTo("store");
        assertThat(TOLD).containsExactly("renamed shop to store", "moved shop to store");
        forget();
        Items.move(job, shops);
        assertThat(TOLD).containsExactly("moved store to shops/store");
        forget();
        JENKINS.configRoundtrip(shops.getItem("store"));
        assertThat(TOLD).contains("updated shops/store");
        forget();
        shops.delete();
        assertThat(TOLD).contains("deleted shops/store", "deleted shops");
    }
}

package io.jenkins.plugins.stagegate.plugin.flow;

import static io.jenkins.plugins.stagegate.plugin.flow.DrivenFlow.action;
import static io.jenkins.plugins.stagegate.plugin.flow.DrivenFlow.flow;
import static io.jenkins.plugins.stagegate.plugin.flow.DrivenFlow.start;
import static io.jenkins.plugins.stagegate.plugin.flow.Steps.echo;
import static io.jenkins.plugins.stagegate.plugin.flow.Steps.node;
import static io.jenkins.plugins.stagegate.plugin.flow.Steps.sh;
import static io.jenkins.plugins.stagegate.plugin.flow.Steps.step;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.actions.ErrorAction;
import org.jenkinsci.plugins.workflow.actions.LogAction;
import org.jenkinsci.plugins.workflow.actions.ThreadNameAction;
import org.jenkinsci.plugins.workflow.actions.TimingAction;
import org.jenkinsci.plugins.workflow.cps.nodes.StepAtomNode;
import org.jenkinsci.plugins.workflow.graph.BlockStartNode;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.graphanalysis.DepthFirstScanner;
import org.jenkinsci.plugins.workflow.graphanalysis.ForkScanner;
import org.jenkinsci.plugins.workflow.graphanalysis.LabelledChunkFinder;
import org.jenkinsci.plugins.workflow.graphanalysis.MemoryFlowChunk;
import org.jenkinsci.plugins.workflow.graphanalysis.StandardChunkVisitor;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.job.views.FlowGraphTableAction;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

public class FlowGraphTest {
    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    static {
        JENKINS.timeout = 0; // it is for the whole class
    }

    private static WorkflowRun run;

    @BeforeClass
    public static void runsAReleaseOfThreeStages() throws Exception {
        run = start(JENKINS);
        action(run, "Build", 1, "Compile", Map.of(), node(sh("echo compiled")));
        action(run, "Build", 1, "Lint", Map.of(), echo("linted"));
        News.of(run).end("Compile");
        News.of(run).end("Lint");
        action(run, "Build", 2, "Package", Map.of(), echo("packaged"));
        News.of(run).end("Package");
        flow(run).closeStage("Build", StageEnd.succeeded());
        flow(run).openStage("Staging", "Staging");
        flow(run).closeStage("Staging", StageEnd.skipped());
        action(run, "Production", 1, "Deploy", Map.of(), echo("deploying"), step("error", "it broke"));
        News.of(run).end("Deploy");
        flow(run).closeStage("Production", StageEnd.failed("Deploy failed"));
        flow(run).finish(Result.FAILURE, "Production failed");
        JENKINS.assertBuildStatus(Result.FAILURE, JENKINS.waitForCompletion(run));
    }

    private static List<FlowNode> nodes() {
        return new DepthFirstScanner().allNodes(run.getExecution());
    }

    @Test
    public void showsEveryStepInTheTable() throws Exception {
        var table = run.getAction(FlowGraphTableAction.class).getFlowGraph();
        assertThat(table.getRows()).hasSizeGreaterThan(nodes().size() / 2);
        try (var client = JENKINS.createWebClient()) {
            assertThat(client.getPage(run, "flowGraphTable").getWebResponse().getContentAsString())
                    .contains("Compile", "Lint", "Package", "Deploy", "Staging");
        }
    }

    @Test
    public void findsTheStagesByTheirLabels() {
        var labels = new ArrayList<String>();
        ForkScanner.visitSimpleChunks(
                run.getExecution().getCurrentHeads(),
                new StandardChunkVisitor() {
                    @Override
                    protected void handleChunkDone(MemoryFlowChunk chunk) {
                        labels.add(0, chunk.getFirstNode().getDisplayName());
                    }
                },
                new LabelledChunkFinder());
        assertThat(labels).containsSubsequence("Build", "Staging", "Production");
    }

    @Test
    public void namesTheBranchesOfParallelActions() {
        assertThat(nodes().stream().map(node -> node.getPersistentAction(ThreadNameAction.class)))
                .filteredOn(name -> name != null)
                .extracting(ThreadNameAction::getThreadName)
                .containsExactlyInAnyOrder("Compile", "Lint", "Package", "Deploy");
    }

    @Test
    public void makesTheNodesThatViewsLookFor() {
        assertThat(nodes()).filteredOn(StepAtomNode.class::isInstance).hasSize(5);
        assertThat(nodes()).allSatisfy(node -> assertThat(node.getExecution()).isSameAs(run.getExecution()));
    }

    @Test
    public void pairsEachStartWithItsEnd() {
        assertThat(nodes()).filteredOn(BlockStartNode.class::isInstance).allSatisfy(start -> {
            assertThat(((BlockStartNode) start).getEndNode()).isNotNull();
            assertThat(start.isActive()).isFalse();
        });
    }

    @Test
    public void nestsStepsInTheirActionAndStage() {
        var compiled = nodes().stream()
                .filter(node -> "sh".equals(node.getDisplayFunctionName()))
                .findFirst()
                .orElseThrow();
        assertThat(compiled.getEnclosingBlocks().stream().map(FlowNode::getDisplayName))
                .contains("Compile", "Build");
    }

    @Test
    public void timesEveryNode() {
        assertThat(nodes())
                .allSatisfy(node -> assertThat(TimingAction.getStartTime(node)).isPositive());
    }

    @Test
    public void keepsALogForEachStep() throws Exception {
        var linted = nodes().stream()
                .filter(node -> "echo".equals(node.getDisplayFunctionName())
                        && log(node).contains("linted"))
                .toList();
        assertThat(linted).hasSize(1);
    }

    private static String log(FlowNode node) {
        var log = node.getAction(LogAction.class);
        if (log == null) {
            return "";
        }
        try {
            var text = new java.io.StringWriter();
            log.getLogText().writeLogTo(0, text);
            return text.toString();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    public void marksWhereAFailureCameFrom() {
        var failed = nodes().stream()
                .filter(node -> node.getPersistentAction(ErrorAction.class) != null)
                .map(FlowNode::getDisplayFunctionName)
                .toList();
        assertThat(failed).contains("error", "End of Pipeline");
    }

    @Test
    public void numbersTheNodesInTheOrderOfTheirStart() {
        assertThat(nodes())
                .extracting(FlowNode::getId)
                .allMatch(id -> id.matches("\\d+"))
                .doesNotHaveDuplicates();
    }
}

package io.jenkins.plugins.stagegate.plugin.flow;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import hudson.util.XStream2;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.nodes.StepAtomNode;
import org.jenkinsci.plugins.workflow.cps.nodes.StepEndNode;
import org.jenkinsci.plugins.workflow.cps.nodes.StepStartNode;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.graph.StepNode;
import org.jenkinsci.plugins.workflow.steps.EchoStep;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

public class NodeMintTest {
    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    private ReleaseFlowExecution flow;
    private FlowNode first;
    private StepDescriptor step;

    @Before
    public void startARun() throws Exception {
        var run = DrivenFlow.start(JENKINS);
        flow = (ReleaseFlowExecution) run.getExecution();
        first = flow.getCurrentHeads().get(0);
        step = JENKINS.jenkins.getDescriptorByType(EchoStep.DescriptorImpl.class);
        ReleaseFlow.of(flow).orElseThrow().finish(Result.SUCCESS, null);
    }

    @Test
    public void makesNodesOfTheClassesThatViewsKnow() throws Exception {
        var mint = NodeMint.of(flow);
        assertThat(mint.atom("7", step, first)).isInstanceOf(StepAtomNode.class);
        assertThat(mint.start("8", step, first)).isInstanceOf(StepStartNode.class);
        assertThat(mint.end("9", mint.start("8", step, first), List.of(first))).isInstanceOf(StepEndNode.class);
    }

    @Test
    public void givesNodesToTheExecutionThatTheyBelongTo() throws Exception {
        var node = NodeMint.of(flow).atom("7", step, first);
        assertThat(node.getExecution()).isSameAs(flow);
        assertThat(node.getId()).isEqualTo("7");
        assertThat(node.getParents()).containsExactly(first);
    }

    @Test
    public void writesNothingOfTheExecutionThatTheyAreMadeWith() throws Exception {
        var node = NodeMint.of(flow).start("7", step, first);
        assertThat(new XStream2().toXML(node))
                .doesNotContain("CpsFlowExecution")
                .contains("<id>7</id>");
    }

    @Test
    public void makesNodesOfOurOwnIfTheirFieldsAreRenamed() {
        var mint = new NodeMint.Own(flow);
        var start = mint.start("8", step, first);
        for (FlowNode node : List.of(mint.atom("7", step, first), start, mint.end("9", start, List.of(start)))) {
            assertThat(((StepNode) node).getDescriptor()).isSameAs(step);
            assertThat(node.getDisplayName()).isNotBlank();
            assertThat(node.getDisplayFunctionName()).isNotBlank();
        }
    }
}

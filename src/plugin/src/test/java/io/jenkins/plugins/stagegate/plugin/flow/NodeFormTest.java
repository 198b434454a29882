package io.jenkins.plugins.stagegate.plugin.flow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.model.Action;
import hudson.model.Result;
import hudson.util.XStream2;
import io.jenkins.plugins.stagegate.plugin.Eventually;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.workflow.actions.BodyInvocationAction;
import org.jenkinsci.plugins.workflow.actions.ErrorAction;
import org.jenkinsci.plugins.workflow.actions.LabelAction;
import org.jenkinsci.plugins.workflow.actions.LogAction;
import org.jenkinsci.plugins.workflow.actions.TagsAction;
import org.jenkinsci.plugins.workflow.actions.TimingAction;
import org.jenkinsci.plugins.workflow.cps.steps.ParallelStep;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.graphanalysis.DepthFirstScanner;
import org.jenkinsci.plugins.workflow.steps.EchoStep;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.support.storage.SimpleXStreamFlowNodeStorage;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** What is read of a node is what its XML would have said, in whichever form it was written. */
public class NodeFormTest {
    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    private static final XStream2 XSTREAM = SimpleXStreamFlowNodeStorage.XSTREAM;

    private FlowNode first;
    private NodeMint mint;

    @Before
    public void startARun() throws Exception {
        var run = DrivenFlow.start(JENKINS);
        first = run.getExecution().getCurrentHeads().get(0);
        mint = NodeMint.of(run.getExecution());
        DrivenFlow.flow(run).finish(Result.SUCCESS, null);
    }

    @Test
    public void aStepIsWrittenInAFractionOfTheBytes() throws Exception {
        var node = mint.atom("7", step(EchoStep.class), first);
        Action[] actions = {new TimingAction(), arguments(Map.of("message", "done"))};

        assertReadsWhatXmlSays(node, actions);
        assertThat(NodeForm.shortly(node, List.of(actions)))
                .hasSizeLessThan(xml(node, actions).length() / 5);
    }

    @Test
    public void blocksAreWrittenShortWithTheirNames() throws Exception {
        var start = mint.start("7", step(ParallelStep.class), first);
        var branch = new BranchLabel("Build & <test>", "id-1");

        assertReadsWhatXmlSays(start, new TimingAction(), branch, new BodyInvocationAction());
        assertReadsWhatXmlSays(start, new LabelAction("Große \"Prüfung\""), new BodyInvocationAction());
        assertReadsWhatXmlSays(
                mint.end("9", start, List.of(start, mint.atom("8", step(EchoStep.class), start))), new TimingAction());
    }

    @Test
    public void textIsReadAsItWas() throws Exception {
        var node = mint.atom("7", step(EchoStep.class), first);
        for (String text : List.of(
                "", "  two lines\n\tand a margin  ", "]]> & &amp; <b>'\"", "é€", "\uD83D\uDE80", "\u001B[1m", "a\rb")) {
            var read = NodeForm.read(NodeForm.write(node, List.of(arguments(Map.of("message", text)))));

            assertThat(((StepArguments) read.actions.get(0)).getArguments()).isEqualTo(Map.of("message", text));
        }
    }

    @Test
    public void whatOthersAddIsWrittenInXml() throws Exception {
        var node = mint.atom("7", step(EchoStep.class), first);
        var tags = new TagsAction();
        tags.addTag("a", "b");
        for (Action other :
                List.of(tags, new ErrorAction(new AbortException("no")), arguments(Map.of("lines", List.of("a"))))) {
            assertThat(NodeForm.shortly(node, List.of(new TimingAction(), other)))
                    .isNull();
            assertThat(XSTREAM.toXML(NodeForm.read(NodeForm.write(node, List.of(other)))))
                    .isEqualTo(XSTREAM.toXML(XSTREAM.fromXML(xml(node, other))));
        }
    }

    @Test
    public void nodesOfOurOwnAreWrittenInXml() throws Exception {
        var node = new NodeMint.Own(first.getExecution()).atom("7", step(EchoStep.class), first);

        assertThat(NodeForm.shortly(node, List.of())).isNull();
        assertThat(NodeForm.read(NodeForm.write(node, List.of())).node.getId()).isEqualTo("7");
    }

    @Test
    public void aFormOfALaterVersionIsRefused() throws Exception {
        var bytes = NodeForm.write(mint.atom("7", step(EchoStep.class), first), List.of());
        bytes[1] = 'Z';

        assertThatThrownBy(() -> NodeForm.read(bytes))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Z");
    }

    @Test
    public void whatIsCutOffIsAnError() throws Exception {
        var node = mint.atom("7", step(EchoStep.class), first);
        var bytes = NodeForm.write(node, List.of(arguments(Map.of("message", "done"))));

        for (int length = 1; length < bytes.length; length++) {
            var cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> NodeForm.read(cut)).isInstanceOf(IOException.class);
        }
    }

    @Test
    public void aBuildThatIsOverIsReadFromItsShortForm() throws Exception {
        var run = DrivenFlow.succeed(JENKINS, Steps.step("echo", Map.of("message", "hello")));
        Eventually.of(
                () -> assertThat(new FlowLog(() -> run.getRootDir().toPath().resolve("stage-gate-flow.log"), true)
                                .names("ledger"::equals))
                        .isEmpty());
        var nodes = new DepthFirstScanner().allNodes(run.getExecution());
        var store = new FlowFiles((ReleaseFlowExecution) run.getExecution()).nodes();
        var names = new LinkedHashMap<String, String>();

        for (FlowNode node : nodes) {
            var read = store.getNode(node.getId());
            assertThat(read).isNotSameAs(node);
            assertThat(read.getClass()).isEqualTo(node.getClass());
            assertThat(read.getDisplayName()).isEqualTo(node.getDisplayName());
            assertThat(read.getParents())
                    .extracting(FlowNode::getId)
                    .isEqualTo(node.getParents().stream().map(FlowNode::getId).toList());
            assertThat(read.getActions()).hasSameSizeAs(node.getActions());
            assertThat(TimingAction.getStartTime(read)).isEqualTo(TimingAction.getStartTime(node));
            names.put(node.getId(), read.getDisplayFunctionName());
            if (node.getDisplayFunctionName().equals("echo")) {
                var log = new ByteArrayOutputStream();
                read.getPersistentAction(LogAction.class).getLogText().writeLogTo(0, log);
                assertThat(log.toString(UTF_8)).contains("hello");
            }
        }
        assertThat(names).containsValue("echo");
    }

    private static void assertReadsWhatXmlSays(FlowNode node, Action... actions) throws Exception {
        assertThat(XSTREAM.toXML(NodeForm.read(NodeForm.shortly(node, List.of(actions)))))
                .isEqualTo(XSTREAM.toXML(XSTREAM.fromXML(xml(node, actions))));
    }

    private static String xml(FlowNode node, Action... actions) {
        return XSTREAM.toXML(new NodeStore.Stored(node, List.of(actions)));
    }

    private static StepArguments arguments(Map<String, Object> arguments) {
        return StepArguments.of(arguments, new EnvVars(), Set.of());
    }

    private static StepDescriptor step(Class<? extends org.jenkinsci.plugins.workflow.steps.Step> type) {
        return Outline.step(type);
    }
}

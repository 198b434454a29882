package io.jenkins.plugins.stagegate.plugin.flow;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Action;
import hudson.util.XStream2;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.actions.BodyInvocationAction;
import org.jenkinsci.plugins.workflow.actions.LabelAction;
import org.jenkinsci.plugins.workflow.actions.TimingAction;
import org.jenkinsci.plugins.workflow.cps.nodes.StepAtomNode;
import org.jenkinsci.plugins.workflow.cps.nodes.StepEndNode;
import org.jenkinsci.plugins.workflow.cps.nodes.StepStartNode;
import org.jenkinsci.plugins.workflow.graph.BlockEndNode;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.graph.StepNode;
import org.jenkinsci.plugins.workflow.support.storage.SimpleXStreamFlowNodeStorage;

/**
 * How a node with its actions stands in the log: in Pipeline's XML, or shorter.
 *
 * <p>A node of a step that has none but the actions that nearly all have is written by hand, in a fraction of the time and of the bytes.
 * Whoever reads it spells it out to the XML that would have been written, so that what Pipeline reads of its own older
 * versions is read here, too. See docs/decisions/0063-an-ordinary-node-is-written-short.md.
 */
final class NodeForm {
    private static final XStream2 XSTREAM = SimpleXStreamFlowNodeStorage.XSTREAM;

    /** Of a class that is not for others. */
    private static final String LOGGED = "org.jenkinsci.plugins.workflow.support.actions.LogStorageAction";

    private static final char ATOM = 'A';
    private static final char START = 'S';
    private static final char END = 'E';
    private static final char TIME = 't';
    private static final char LABEL = 'l';
    private static final char BRANCH = 'b';
    private static final char BODY = 'i';
    private static final char LOG = 'o';
    private static final char ARGUMENTS = 'a';

    private NodeForm() {}

    /** The bytes of a node. */
    static byte[] write(FlowNode node, List<Action> actions) throws IOException {
        var bytes = shortly(node, actions);
        return bytes != null ? bytes : inXml(node, actions);
    }

    /** The node and actions that were written. */
    static NodeStore.Stored read(byte[] bytes) throws IOException {
        return (NodeStore.Stored)
                (Packed.is(bytes)
                        ? XSTREAM.fromXML(spelled(new Packed.Reader(bytes)))
                        : XSTREAM.fromXML(new ByteArrayInputStream(bytes)));
    }

    private static byte[] inXml(FlowNode node, List<Action> actions) throws IOException {
        var bytes = new ByteArrayOutputStream();
        XSTREAM.toXMLUTF8(new NodeStore.Stored(node, actions), bytes);
        return bytes.toByteArray();
    }

    /** The short form, if the node has one. */
    static @CheckForNull byte[] shortly(FlowNode node, List<Action> actions) {
        var out = new Packed.Writer();
        if (!put(node, out)) {
            return null;
        }
        out.number(actions.size());
        for (Action action : actions) {
            if (!put(action, out)) {
                return null;
            }
        }
        return out.bytes();
    }

    private static boolean put(FlowNode node, Packed.Writer out) {
        var type = node.getClass();
        if (type == StepEndNode.class) {
            out.kind(END).text(((BlockEndNode<?>) node).getStartNode().getId());
        } else if (type == StepAtomNode.class || type == StepStartNode.class) {
            var step = ((StepNode) node).getDescriptor();
            if (step == null) {
                return false;
            }
            out.kind(type == StepAtomNode.class ? ATOM : START).text(step.getId());
        } else {
            return false;
        }
        var parents = node.getParents();
        if (parents.contains(null)) {
            return false;
        }
        out.text(node.getId()).number(parents.size());
        parents.forEach(parent -> out.text(parent.getId()));
        return true;
    }

    private static boolean put(Action action, Packed.Writer out) {
        var type = action.getClass();
        if (type == TimingAction.class) {
            out.kind(TIME).time(((TimingAction) action).getStartTime());
        } else if (type == BodyInvocationAction.class) {
            out.kind(BODY);
        } else if (type == StepArguments.class) {
            return put((StepArguments) action, out);
        } else if (type == LabelAction.class && isPlain(action.getDisplayName())) {
            out.kind(LABEL).text(action.getDisplayName());
        } else if (action instanceof BranchLabel branch && isPlain(branch.getThreadName()) && isPlain(branch.id())) {
            out.kind(BRANCH).text(branch.getThreadName()).text(branch.id());
        } else if (type.getName().equals(LOGGED)) {
            out.kind(LOG);
        } else {
            return false;
        }
        return true;
    }

    private static boolean put(StepArguments action, Packed.Writer out) {
        var arguments = action.getArgumentsInternal();
        out.kind(ARGUMENTS).flag(action.isUnmodifiedArguments()).number(arguments.size());
        for (Map.Entry<String, Object> argument : arguments.entrySet()) {
            if (!isPlain(argument.getKey()) || !(argument.getValue() instanceof String value) || !isPlain(value)) {
                return false;
            }
            out.text(argument.getKey()).text(value);
        }
        return true;
    }

    /** Whether a text reads the same in XML, without more than the usual escapes. */
    private static boolean isPlain(@CheckForNull String text) {
        return text != null
                && text.chars()
                        .noneMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t'
                                || Character.isSurrogate((char) c)
                                || c >= '\uFFFE');
    }

    private static String spelled(Packed.Reader in) throws IOException {
        var xml = new Xml();
        xml.open(NodeStore.Stored.class.getName().replace("$", "_-"));
        spellNode(in, xml);
        xml.open("actions");
        for (int left = in.number(); left > 0; left--) {
            spellAction(in, xml);
        }
        return xml.close().close().toString();
    }

    private static void spellNode(Packed.Reader in, Xml xml) throws IOException {
        char kind = in.kind();
        var type =
                switch (kind) {
                    case ATOM -> StepAtomNode.class;
                    case START -> StepStartNode.class;
                    case END -> StepEndNode.class;
                    default -> throw unknown(kind);
                };
        xml.open("node", type.getName()).leaf(kind == END ? "startId" : "descriptorId", in.text());
        xml.leaf("id", in.text()).open("parentIds");
        for (int left = in.number(); left > 0; left--) {
            xml.leaf("string", in.text());
        }
        xml.close().close();
    }

    private static void spellAction(Packed.Reader in, Xml xml) throws IOException {
        char kind = in.kind();
        switch (kind) {
            case TIME -> xml.open(TimingAction.class.getName()).leaf("startTime", String.valueOf(in.time()));
            case LABEL -> xml.open(LabelAction.class.getName()).leaf("displayName", in.text());
            case BRANCH -> {
                var label = in.text();
                xml.open(BranchLabel.class.getName()).leaf("displayName", label).leaf("action", label);
                xml.leaf("id", in.text());
            }
            case BODY -> xml.open(BodyInvocationAction.class.getName());
            case LOG -> xml.open(LOGGED);
            case ARGUMENTS -> spellArguments(in, xml.open(StepArguments.class.getName()));
            default -> throw unknown(kind);
        }
        xml.close();
    }

    private static void spellArguments(Packed.Reader in, Xml xml) throws IOException {
        xml.leaf("unmodified", String.valueOf(in.flag())).open("arguments", "linked-hash-map");
        for (int left = in.number(); left > 0; left--) {
            xml.open("entry")
                    .leaf("string", in.text())
                    .leaf("string", in.text())
                    .close();
        }
        xml.close();
    }

    private static IOException unknown(char kind) {
        return new IOException("The flow node is written in a form that this version does not know: " + kind);
    }
}

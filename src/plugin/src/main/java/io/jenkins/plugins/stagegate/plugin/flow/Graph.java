package io.jenkins.plugins.stagegate.plugin.flow;

import hudson.ExtensionList;
import hudson.model.Action;
import hudson.model.Result;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.actions.TimingAction;
import org.jenkinsci.plugins.workflow.flow.GraphListener;
import org.jenkinsci.plugins.workflow.graph.BlockEndNode;
import org.jenkinsci.plugins.workflow.graph.BlockStartNode;
import org.jenkinsci.plugins.workflow.graph.FlowEndNode;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.graph.FlowStartNode;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;

/**
 * The flow graph of a run as it grows: a trunk, and the branches of the action group that is open.
 *
 * <p>Grown on the run's lane only; heads and listeners may be used from any thread.
 */
final class Graph {
    private static final Logger LOGGER = Logger.getLogger(Graph.class.getName());

    /** More nodes than can be made between two writings of the ledger. */
    private static final int UNKNOWN = 1000;

    private static final String FIRST = "1";

    private final ReleaseFlowExecution execution;
    private final NodeStore store;
    private final BuildFile build;
    private final NodeMint mint;
    private final CopyOnWriteArrayList<GraphListener> listeners;
    private final List<FlowNode> untold = new ArrayList<>();
    private final Head trunk;
    private final CopyOnWriteArrayList<Head> branches = new CopyOnWriteArrayList<>();
    private int lastId;

    Graph(ReleaseFlowExecution execution, NodeStore store, BuildFile build) throws IOException {
        this.execution = execution;
        this.store = store;
        this.build = build;
        listeners = execution.listeners();
        mint = NodeMint.of(execution);
        trunk = new Head(null);
    }

    /** Makes the first node. */
    void begin() throws IOException {
        grow(trunk, new FlowStartNode(execution, nextId()));
    }

    /** Takes up a graph whose nodes are in the store; after a crash there may be some that the ledger does not know. */
    void resume(Ledger ledger) throws IOException {
        lastId = ledger.lastNode + (ledger.clean ? 0 : UNKNOWN);
        trunk.moveTo(stored(ledger.trunk));
    }

    int lastId() {
        return lastId;
    }

    Head trunk() {
        return trunk;
    }

    /** The heads of the graph, none before the first node: those of the branches if there are any, since what they start from no longer grows. */
    List<FlowNode> heads() {
        var forked = branches.stream().map(Head::node).toList();
        return forked.isEmpty() ? Stream.ofNullable(trunk.node()).toList() : forked;
    }

    FlowNode stored(String id) throws IOException {
        FlowNode node = store.getNode(id);
        if (node == null) {
            throw new IOException("The flow node " + id + " is not on disk");
        }
        return node;
    }

    FlowNode atom(Head head, StepDescriptor step, Action... actions) throws IOException {
        return grow(head, mint.atom(nextId(), step, head.node()), actions);
    }

    BlockStartNode start(Head head, StepDescriptor step, Action... actions) throws IOException {
        return grow(head, mint.start(nextId(), step, head.node()), actions);
    }

    BlockEndNode<?> end(Head head, BlockStartNode start, Action... actions) throws IOException {
        return grow(head, mint.end(nextId(), start, List.of(head.node())), actions);
    }

    /** Lets a branch grow from the trunk, which must end in the start of a parallel block. */
    Head branch(StepDescriptor step, Action... actions) throws IOException {
        var start = store(mint.start(nextId(), step, trunk.node()), actions);
        var head = new Head(start);
        branches.add(head);
        tell(start);
        return head;
    }

    /** Takes up a branch whose head is in the store. */
    Head resumeBranch(String head) throws IOException {
        var branch = new Head(stored(head));
        branches.add(branch);
        return branch;
    }

    /** Joins all branches in the end of the parallel block. */
    void join(BlockStartNode parallel, Action... actions) throws IOException {
        var ends = branches.isEmpty()
                ? List.<FlowNode>of(parallel)
                : branches.stream().map(Head::node).toList();
        var end = store(mint.end(nextId(), parallel, ends), actions);
        trunk.moveTo(end);
        branches.clear();
        tell(end);
    }

    /** Makes the last node; nobody is told yet. */
    FlowEndNode last(Result result, Action... actions) throws IOException {
        var first = (FlowStartNode) stored(FIRST);
        var end = store(new FlowEndNode(execution, nextId(), first, result, trunk.node()), actions);
        trunk.moveTo(end);
        return end;
    }

    /** Tells those listeners that want to know at once, and remembers the node for the others. */
    void tell(FlowNode node) {
        notify(List.of(node), true);
        untold.add(node);
    }

    /** Tells the listeners that have time what has grown. They may change the build without saving it. */
    void tellTheRest() throws IOException {
        if (untold.isEmpty()) {
            return;
        }
        var nodes = List.copyOf(untold);
        untold.clear();
        build.change(() -> notify(nodes, false));
    }

    private void notify(List<FlowNode> nodes, boolean synchronous) {
        var all = new ArrayList<GraphListener>(ExtensionList.lookup(GraphListener.class));
        all.addAll(listeners);
        for (FlowNode node : nodes) {
            for (GraphListener listener : all) {
                if (listener instanceof GraphListener.Synchronous == synchronous) {
                    try {
                        listener.onNewHead(node);
                    } catch (RuntimeException | Error e) { // one listener's failure is not another's
                        LOGGER.log(Level.WARNING, listener + " failed for " + node, e);
                    }
                }
            }
        }
    }

    private <N extends FlowNode> N grow(Head head, N node, Action... actions) throws IOException {
        store(node, actions);
        head.moveTo(node);
        tell(node);
        return node;
    }

    /** The node is stored first: before that, each of its actions would be written to a file of its own. */
    private <N extends FlowNode> N store(N node, Action... actions) throws IOException {
        store.storeNode(node);
        node.addAction(new TimingAction());
        for (Action action : actions) {
            node.addAction(action);
        }
        return node;
    }

    private String nextId() {
        return String.valueOf(++lastId);
    }
}

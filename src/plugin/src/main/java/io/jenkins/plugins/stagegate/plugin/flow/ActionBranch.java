package io.jenkins.plugins.stagegate.plugin.flow;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.graph.FlowNode;

/** The branch that an action is in a run's graph, found without the rest of the graph. May be used from any thread. */
public final class ActionBranch {
    private ActionBranch() {}

    /**
     * The nodes of an action's branch as far as it has grown, the first one first.
     *
     * @return nothing if only the graph can tell: where it begins is not written yet, or was not kept, or it ended a moment ago
     */
    public static Optional<List<FlowNode>> nodes(ReleaseFlowExecution execution, String action) throws IOException {
        var entry = execution.files().readAction(action);
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        var start = entry.get().start;
        if (entry.get().ended) {
            return backTo(start, execution.getNode(entry.get().head));
        }
        for (FlowNode head : execution.getCurrentHeads()) {
            if (head.getId().equals(start) || head.getAllEnclosingIds().contains(start)) {
                return backTo(start, head);
            }
        }
        return Optional.empty();
    }

    /** Steps of an action come one after the other. */
    private static Optional<List<FlowNode>> backTo(String start, FlowNode head) {
        var nodes = new ArrayDeque<FlowNode>();
        var node = Optional.ofNullable(head);
        while (node.isPresent()) {
            nodes.addFirst(node.get());
            if (node.get().getId().equals(start)) {
                return Optional.of(List.copyOf(nodes));
            }
            node = node.get().getParents().stream().findFirst();
        }
        return Optional.empty();
    }
}

package io.jenkins.plugins.stagegate.plugin.flow;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Action;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.actions.FlowNodeAction;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.support.storage.FlowNodeStorage;

/**
 * The nodes of a run and their actions, in the run's log; safe for many threads.
 *
 * <p>What has changed is written when the run settles. Until then it is in memory; after that as long as there is room.
 */
final class NodeStore extends FlowNodeStorage {
    private static final String PREFIX = "node/";

    private final FlowExecution execution;
    private final FlowLog log;
    private final Cache<String, FlowNode> known =
            CacheBuilder.newBuilder().softValues().build();
    /** What was read with a node, until the node asks for it, which most do at once. */
    private final Cache<FlowNode, List<Action>> unasked =
            CacheBuilder.newBuilder().weakKeys().build();
    /** Those that are to be written. */
    private final Map<String, FlowNode> changed = new LinkedHashMap<>();
    /** Those that are being written. */
    private Map<String, FlowNode> leaving = Map.of();

    NodeStore(FlowExecution execution, FlowLog log) {
        this.execution = execution;
        this.log = log;
    }

    /** Tells whether a name in the log is that of a node. */
    static boolean isNode(String name) {
        return name.startsWith(PREFIX);
    }

    /**
     * Adds to a batch of the log what has changed; {@link #settle} must follow. One thread at a time.
     */
    void write(Map<String, byte[]> batch) throws IOException {
        Map<String, FlowNode> nodes;
        synchronized (this) {
            nodes = new LinkedHashMap<>(changed);
            leaving = nodes;
            changed.clear();
        }
        // Without our lock: whoever changes a node has the node's and may wait for ours.
        for (FlowNode node : nodes.values()) {
            batch.put(PREFIX + node.getId(), NodeForm.write(node, node.getActions()));
        }
    }

    /** Takes note of what became of that batch. */
    synchronized void settle(boolean written) {
        if (!written) {
            leaving.forEach(changed::putIfAbsent);
        }
        leaving = Map.of();
    }

    @Override
    public synchronized @CheckForNull FlowNode getNode(String id) throws IOException {
        var node = known.getIfPresent(id);
        if (node == null) {
            node = changed.getOrDefault(id, leaving.get(id));
        }
        if (node == null) {
            var stored = stored(id);
            if (stored != null) {
                node = stored.node;
                NodeMint.give(node, execution);
                unasked.put(node, stored.actions);
                known.put(id, node);
            }
        }
        return node;
    }

    @Override
    public synchronized void storeNode(@NonNull FlowNode node) {
        known.put(node.getId(), node);
        changed.put(node.getId(), node);
    }

    @Override
    public List<Action> loadActions(@NonNull FlowNode node) throws IOException {
        var actions = unasked.asMap().remove(node);
        if (actions == null) {
            var stored = stored(node.getId());
            actions = stored == null ? new ArrayList<>() : stored.actions;
        }
        for (Action action : actions) {
            if (action instanceof FlowNodeAction known) {
                known.onLoad(node);
            }
        }
        return actions;
    }

    @Override
    public void saveActions(@NonNull FlowNode node, @NonNull List<Action> actions) {
        storeNode(node);
    }

    private @CheckForNull Stored stored(String id) throws IOException {
        byte[] bytes = log.read(PREFIX + id);
        return bytes == null ? null : NodeForm.read(bytes);
    }

    /** A node with its actions, as both are written in XML. */
    static final class Stored {
        final FlowNode node;
        final ArrayList<Action> actions;

        Stored(FlowNode node, List<Action> actions) {
            this.node = node;
            this.actions = new ArrayList<>(actions);
        }
    }
}

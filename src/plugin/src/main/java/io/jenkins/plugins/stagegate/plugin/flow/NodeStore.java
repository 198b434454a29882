package io.jenkins.plugins.stagegate.plugin.flow;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Util;
import hudson.model.Action;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.graphanalysis.DepthFirstScanner;
import org.jenkinsci.plugins.workflow.support.storage.BulkFlowNodeStorage;
import org.jenkinsci.plugins.workflow.support.storage.FlowNodeStorage;
import org.jenkinsci.plugins.workflow.support.storage.SimpleXStreamFlowNodeStorage;

/**
 * The nodes of a run on disk, safe for many threads: a file per node while the run grows, one file for all once it is
 * complete. Nodes and their actions are written when the store is flushed.
 */
final class NodeStore extends FlowNodeStorage {
    private static final String GROWING = "workflow";
    private static final String COMPLETED = "workflow-completed";
    private static final String OLD = "workflow-old";

    private final FlowExecution execution;
    private final File run;
    private FlowNodeStorage storage;

    private NodeStore(FlowExecution execution, File run, FlowNodeStorage storage) {
        this.execution = execution;
        this.run = run;
        this.storage = storage;
    }

    /** The nodes of a run that is not complete. */
    static NodeStore growing(FlowExecution execution, File run) throws IOException {
        var folder = new File(run, GROWING);
        Files.createDirectories(folder.toPath()); // the storage makes it for atomic writes only
        var storage = new SimpleXStreamFlowNodeStorage(execution, folder);
        storage.setAvoidAtomicWrite(!execution.getDurabilityHint().isAtomicWrite());
        return new NodeStore(execution, run, storage);
    }

    /** The nodes of a run that is complete, even if Jenkins was killed before they were put together. */
    static NodeStore completed(FlowExecution execution, File run) throws IOException {
        var together = new File(run, COMPLETED);
        return new File(run, GROWING).isDirectory()
                ? growing(execution, run)
                : new NodeStore(execution, run, new BulkFlowNodeStorage(execution, together));
    }

    /** Puts all nodes that lead to the last one into one file. */
    synchronized void complete(FlowNode last) throws IOException {
        storage.flush();
        var together = new BulkFlowNodeStorage(execution, new File(run, COMPLETED));
        var scanner = new DepthFirstScanner();
        scanner.setup(last);
        for (FlowNode node : scanner) {
            together.storeNode(node, true);
        }
        together.flush();
        storage = together;
        var old = run.toPath().resolve(OLD);
        Files.move(run.toPath().resolve(GROWING), old); // gone at once, whenever Jenkins is killed
        Util.deleteRecursive(old.toFile());
    }

    @Override
    public synchronized FlowNode getNode(String id) throws IOException {
        return storage.getNode(id);
    }

    @Override
    public synchronized void storeNode(@NonNull FlowNode node) throws IOException {
        storage.storeNode(node, true);
    }

    @Override
    public synchronized void flush() throws IOException {
        storage.flush();
    }

    @Override
    public synchronized List<Action> loadActions(@NonNull FlowNode node) throws IOException {
        return storage.loadActions(node);
    }

    @Override
    public synchronized void saveActions(@NonNull FlowNode node, @NonNull List<Action> actions) throws IOException {
        storage.saveActions(node, actions);
    }
}

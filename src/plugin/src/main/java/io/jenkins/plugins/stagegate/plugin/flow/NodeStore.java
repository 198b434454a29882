package io.jenkins.plugins.stagegate.plugin.flow;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Util;
import hudson.model.Action;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.graphanalysis.DepthFirstScanner;
import org.jenkinsci.plugins.workflow.support.storage.BulkFlowNodeStorage;
import org.jenkinsci.plugins.workflow.support.storage.FlowNodeStorage;
import org.jenkinsci.plugins.workflow.support.storage.SimpleXStreamFlowNodeStorage;

/**
 * The nodes of a run on disk, safe for many threads: a file per node while the run grows, one file for all once it is
 * complete. Nodes and their actions are written when the store is flushed. It follows the run when its job moves.
 */
final class NodeStore extends FlowNodeStorage {
    private static final String GROWING = "workflow";
    private static final String COMPLETED = "workflow-completed";
    private static final String OLD = "workflow-old";

    private final FlowExecution execution;
    private final FlowExecutionOwner owner;
    private File run;
    private boolean complete;
    private FlowNodeStorage storage;
    /** What the storage may not have on disk yet. */
    private final Set<FlowNode> unwritten = new LinkedHashSet<>();

    private NodeStore(FlowExecution execution, FlowExecutionOwner owner, boolean complete) throws IOException {
        this.execution = execution;
        this.owner = owner;
        this.complete = complete;
        run = owner.getRootDir();
        storage = open();
    }

    /** The nodes of a run that is not complete. */
    static NodeStore growing(FlowExecution execution, FlowExecutionOwner owner) throws IOException {
        return new NodeStore(execution, owner, false);
    }

    /** The nodes of a run that is complete, even if Jenkins was killed before they were put together. */
    static NodeStore completed(FlowExecution execution, FlowExecutionOwner owner) throws IOException {
        return new NodeStore(execution, owner, !new File(owner.getRootDir(), GROWING).isDirectory());
    }

    private FlowNodeStorage open() throws IOException {
        if (complete) {
            return new BulkFlowNodeStorage(execution, new File(run, COMPLETED));
        }
        var folder = new File(run, GROWING);
        Files.createDirectories(folder.toPath()); // the storage makes it for atomic writes only
        var growing = new SimpleXStreamFlowNodeStorage(execution, folder);
        growing.setAvoidAtomicWrite(!execution.getDurabilityHint().isAtomicWrite());
        return growing;
    }

    /** The storage where the run is now: its job may have moved, and the storages of workflow-support do not follow. */
    private FlowNodeStorage storage() throws IOException {
        var here = owner.getRootDir();
        if (!here.equals(run)) {
            if (!here.isDirectory()) {
                throw new IOException("The job of " + owner + " is on its way to another place");
            }
            Strays.gather(new File(run, GROWING), new File(here, GROWING));
            run = here;
            storage = open();
            for (FlowNode node : unwritten) {
                storage.storeNode(node, true);
            }
        }
        return storage;
    }

    /** Follows the run to where it is now. */
    synchronized void follow() throws IOException {
        storage();
    }

    /** Puts all nodes that lead to the last one into one file. */
    synchronized void complete(FlowNode last) throws IOException {
        flush();
        var together = new BulkFlowNodeStorage(execution, new File(run, COMPLETED));
        var scanner = new DepthFirstScanner();
        scanner.setup(last);
        for (FlowNode node : scanner) {
            together.storeNode(node, true);
        }
        together.flush();
        storage = together;
        complete = true;
        var old = run.toPath().resolve(OLD);
        Files.move(run.toPath().resolve(GROWING), old); // gone at once, whenever Jenkins is killed
        Util.deleteRecursive(old.toFile());
    }

    @Override
    public synchronized FlowNode getNode(String id) throws IOException {
        return storage().getNode(id);
    }

    @Override
    public synchronized void storeNode(@NonNull FlowNode node) throws IOException {
        storage().storeNode(node, true);
        unwritten.add(node);
    }

    @Override
    public synchronized void flush() throws IOException {
        storage().flush();
        unwritten.clear();
    }

    @Override
    public synchronized List<Action> loadActions(@NonNull FlowNode node) throws IOException {
        return storage().loadActions(node);
    }

    @Override
    public synchronized void saveActions(@NonNull FlowNode node, @NonNull List<Action> actions) throws IOException {
        storage().saveActions(node, actions);
    }
}

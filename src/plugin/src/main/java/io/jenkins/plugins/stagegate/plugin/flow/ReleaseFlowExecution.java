package io.jenkins.plugins.stagegate.plugin.flow;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Action;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.Saveable;
import hudson.security.ACL;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.CauseOfInterruption;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.flow.DurabilityHintProvider;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionList;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner;
import org.jenkinsci.plugins.workflow.flow.GraphListener;
import org.jenkinsci.plugins.workflow.graph.FlowEndNode;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.springframework.security.core.Authentication;

/**
 * The run of a release pipeline, as Pipeline knows runs: its graph, its steps, its end. What happens when is its host's decision,
 * which it carries out through {@link ReleaseFlow}.
 *
 * <p>Only what the build's own file must say is kept in the fields that are written there; the rest is in {@link FlowFiles}.
 */
public final class ReleaseFlowExecution extends FlowExecution {
    private static final Logger LOGGER = Logger.getLogger(ReleaseFlowExecution.class.getName());

    /** The class of the {@link ReleaseFlowHost} that drives it. */
    private final String host;

    private final @CheckForNull String user;
    private Result result = Result.SUCCESS;
    /** The id of the last node, once the run is complete. */
    private volatile @CheckForNull String end;

    private transient volatile FlowExecutionOwner owner;
    /** Who stands for it in Jenkins' list of runs, if that is no longer the owner. */
    private transient @CheckForNull FlowExecutionOwner listed;

    private transient volatile FlowFiles files;
    private transient volatile Flow flow;
    private transient CopyOnWriteArrayList<GraphListener> listeners = new CopyOnWriteArrayList<>();

    /**
     * A run that has not started.
     *
     * @param host the extension that drives it, and nobody else
     */
    public ReleaseFlowExecution(FlowExecutionOwner owner, Class<? extends ReleaseFlowHost> host) throws IOException {
        this.owner = owner;
        this.host = host.getName();
        var authentication = Jenkins.getAuthentication2();
        user = authentication.equals(ACL.SYSTEM2) ? null : authentication.getName();
        if (owner.getExecutable() instanceof Run<?, ?> run) {
            durabilityHint = DurabilityHintProvider.suggestedFor(run.getParent());
        }
    }

    private Object readResolve() {
        listeners = new CopyOnWriteArrayList<>();
        return this;
    }

    Tidings tidings() {
        return new Tidings(owner, host);
    }

    @Override
    public void start() throws IOException {
        files = new FlowFiles(this);
        LiveRuns.add(owner.getExecutable(), this);
        enter();
    }

    @Override
    public void onLoad(FlowExecutionOwner owner) throws IOException {
        if (this.owner != null) {
            return;
        }
        this.owner = owner;
        files = new FlowFiles(this);
        if (end != null) {
            return;
        }
        LiveRuns.add(owner.getExecutable(), this);
        try {
            enter();
        } catch (IOException | RuntimeException e) {
            kill(Result.FAILURE);
            throw e;
        }
    }

    private void enter() throws IOException {
        var entering = Flow.of(this, files);
        flow = entering;
        entering.enter();
    }

    @Override
    protected void afterStepExecutionsResumed() {
        var current = flow;
        if (current != null) {
            current.resume();
        }
    }

    /** Notes the last node; called before anybody is told. */
    void complete(FlowEndNode last) {
        end = last.getId();
        LiveRuns.remove(this);
        flow.drop();
        flow = null;
    }

    /** The result as far as it is not that of an action under way. */
    Result result() {
        return result;
    }

    /** Makes the result at least as bad as this one and as what somebody has set, and returns what it is now. */
    Result worsen(Result other) {
        result = result.combine(other).combine(buildResult());
        if (build() instanceof Run<?, ?> run && result.isWorseThan(Result.SUCCESS)) {
            run.setResult(result);
        }
        return result;
    }

    /** The result of the build as steps and listeners have set it. */
    Result buildResult() {
        var set = build() instanceof Run<?, ?> run ? run.getResult() : null;
        return set != null ? set : Result.SUCCESS;
    }

    /** Makes the result of the build better again than steps have set it. */
    void resetBuildResult(Result better) {
        if (build() instanceof Run<?, ?> run && buildResult().isWorseThan(better)) {
            BuildResult.set(run, better);
        }
    }

    private @CheckForNull Object build() {
        try {
            return owner.getExecutable();
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "There is no build of " + owner);
            return null;
        }
    }

    /** Writes the build's own file. */
    void save() {
        try {
            if (owner.getExecutable() instanceof Saveable build) {
                build.save();
            }
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "Cannot save " + owner);
        }
    }

    /** The build is over without us: somebody killed it, or it cannot go on. */
    void kill(Result with) {
        LiveRuns.remove(this);
        var current = flow;
        if (current != null) {
            flow = null;
            current.kill(with);
        }
        Lane.POOL.execute(() -> tidings().interrupted(with));
    }

    /** Follows its job to a new name, if it is that job's: Jenkins knows the builds that it will resume by name. */
    synchronized void follow(WorkflowJob job) {
        try {
            if (owner.getExecutable() instanceof WorkflowRun run && run.getParent() == job) {
                var former = listed == null ? owner : listed;
                listed = run.asFlowExecutionOwner();
                FlowExecutionList.get().unregister(former);
                FlowExecutionList.get().register(listed);
                flow().follow();
            }
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> owner + " will not go on after a restart of Jenkins");
        }
    }

    /** Lets nothing happen any more, since Jenkins ends. */
    ListenableFuture<Void> suspend() {
        LiveRuns.remove(this);
        var current = flow;
        return current == null ? Futures.immediateVoidFuture() : current.suspend();
    }

    /** What it has in memory while it is under way. */
    Optional<Flow> underWay() {
        return Optional.ofNullable(flow);
    }

    Flow flow() throws IOException {
        var current = flow;
        if (current == null) {
            throw new IOException(owner + " is not under way");
        }
        return current;
    }

    CopyOnWriteArrayList<GraphListener> listeners() {
        return listeners;
    }

    @Override
    public FlowExecutionOwner getOwner() {
        return owner;
    }

    @Override
    public List<FlowNode> getCurrentHeads() {
        var current = flow;
        if (current != null) {
            return current.graph().heads();
        }
        try {
            FlowNode last = end != null && files != null ? store().getNode(end) : null;
            return last != null ? List.of(last) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean isCurrentHead(FlowNode node) {
        return getCurrentHeads().contains(node);
    }

    @Override
    public ListenableFuture<List<StepExecution>> getCurrentExecutions(boolean innerMostOnly) {
        var current = flow;
        return current == null
                ? Futures.immediateFuture(List.of())
                : current.questions().steps(innerMostOnly);
    }

    @Override
    public void interrupt(Result result, CauseOfInterruption... causes) throws IOException {
        var current = flow;
        if (current != null) {
            current.interrupt(result, causes);
        }
    }

    @Override
    public void addListener(GraphListener listener) {
        listeners.add(0, listener);
    }

    @Override
    public void removeListener(GraphListener listener) {
        listeners.remove(listener);
    }

    @Override
    public boolean isComplete() {
        return end != null;
    }

    @Override
    public boolean blocksRestart() {
        var current = flow;
        return current != null && current.blocksRestart();
    }

    @Override
    public FlowNode getNode(String id) throws IOException {
        return store().getNode(id);
    }

    @Override
    public List<Action> loadActions(FlowNode node) throws IOException {
        return store().loadActions(node);
    }

    @Override
    public void saveActions(FlowNode node, List<Action> actions) throws IOException {
        if (isComplete()) {
            throw new IOException("The run is complete: " + node + " can no longer change");
        }
        store().saveActions(node, actions);
    }

    private NodeStore store() throws IOException {
        return files().nodes();
    }

    FlowFiles files() throws IOException {
        var current = files;
        if (current == null) {
            throw new IOException("The run is not loaded yet");
        }
        return current;
    }

    @NonNull
    @Override
    public Authentication getAuthentication2() {
        return RunsAs.user(user);
    }

    @Override
    public String toString() {
        return "ReleaseFlowExecution[" + owner + "]";
    }
}

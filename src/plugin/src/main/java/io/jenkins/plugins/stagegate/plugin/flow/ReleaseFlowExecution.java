package io.jenkins.plugins.stagegate.plugin.flow;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Action;
import hudson.model.Queue;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.Saveable;
import hudson.model.User;
import hudson.security.ACL;
import io.jenkins.plugins.stagegate.model.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
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
import org.springframework.security.core.userdetails.UsernameNotFoundException;

/**
 * The run of a release pipeline: shows stages and actions as a flow graph, and runs the steps inside actions.
 *
 * <p>What happens when is its host's decision. All methods that a host calls return at once, may be called from any thread and
 * again after a restart: what was opened, closed, started, stopped or finished already is left as it is. While no action runs
 * the run is parked: it holds no executor and no thread.
 *
 * <p>Only what the build's own file must say is kept in the fields that are written there; the rest is in {@link FlowFiles}.
 */
public final class ReleaseFlowExecution extends FlowExecution {
    private static final Logger LOGGER = Logger.getLogger(ReleaseFlowExecution.class.getName());
    /** By their builds themselves, not by the names of these: jobs are renamed. */
    private static final ConcurrentMap<Queue.Executable, ReleaseFlowExecution> LIVE = new ConcurrentHashMap<>();

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

    /** Shows a stage as begun. One that is still open is closed as succeeded. */
    public void openStage(String key, String stageName) {
        command(actions -> actions.openStage(key, stageName));
    }

    /** Shows a stage as ended, once its actions have ended. */
    public void closeStage(String key, StageEnd end) {
        command(actions -> actions.closeStage(key, end));
    }

    /**
     * Runs the steps of an action, on a branch beside those of the other actions with the same run order in the stage.
     *
     * @param actionExecutionId under which the host learns of the end
     * @param stageKey the stage that was opened
     * @param runOrder actions with another run order wait until those that run now have ended
     * @param program ordinary Pipeline steps
     * @param environment variables for all of them
     */
    public void startAction(
            String actionExecutionId,
            String stageKey,
            int runOrder,
            String actionName,
            List<Step> program,
            Map<String, String> environment) {
        var calls = Call.all(program);
        command(actions ->
                actions.start(actionExecutionId, stageKey, runOrder, actionName, calls, Map.copyOf(environment)));
    }

    /** Interrupts the steps of an action, and ends them if they do not stop within a while. */
    public void stopAction(String actionExecutionId, String reason) {
        command(actions -> actions.stop(actionExecutionId, reason));
    }

    /** The actions that were started in this run, in that order; nothing once it is complete. */
    public Map<String, ActionState> actions() {
        var current = flow;
        return current == null ? Map.of() : current.actions().states();
    }

    /**
     * Ends the run, after stopping the actions that still run.
     *
     * @param message what went wrong, for the log
     */
    public void finish(Result result, @CheckForNull String message) {
        var ending = new Ledger.Ending(result, message);
        command(actions -> actions.finish(ending));
    }

    @FunctionalInterface
    private interface Command {
        void on(Actions actions) throws IOException;
    }

    private void command(Command command) {
        var current = flow;
        if (current != null) {
            current.later(() -> {
                try {
                    command.on(current.actions());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    @Override
    public void start() throws IOException {
        files = new FlowFiles(this);
        LIVE.put(owner.getExecutable(), this);
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
        LIVE.put(owner.getExecutable(), this);
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
        LIVE.values().remove(this);
        flow.drop();
        flow = null;
    }

    /** Makes the result at least as bad, and returns what it is now. */
    synchronized Result worsen(Result other) throws IOException {
        result = result.combine(other);
        if (owner.getExecutable() instanceof Run<?, ?> run && result.isWorseThan(Result.SUCCESS)) {
            run.setResult(result);
        }
        return result;
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
        LIVE.values().remove(this);
        var current = flow;
        if (current != null) {
            flow = null;
            current.drop();
        }
        Lane.POOL.execute(() -> tidings().interrupted(with));
    }

    /** The run of a build, if it is under way. */
    static @CheckForNull ReleaseFlowExecution live(Queue.Executable build) {
        return LIVE.get(build);
    }

    /** All runs that are under way. */
    static List<ReleaseFlowExecution> live() {
        return List.copyOf(LIVE.values());
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
        LIVE.values().remove(this);
        var current = flow;
        return current == null ? Futures.immediateVoidFuture() : current.suspend();
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
        return current == null ? Futures.immediateFuture(List.of()) : current.steps(innerMostOnly);
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
        var current = files;
        if (current == null) {
            throw new IOException("The run is not loaded yet");
        }
        return current.nodes();
    }

    @NonNull
    @Override
    public Authentication getAuthentication2() {
        if (user == null) {
            return ACL.SYSTEM2;
        }
        try {
            var known = User.getById(user, true);
            return known != null ? known.impersonate2() : Jenkins.ANONYMOUS2;
        } catch (UsernameNotFoundException e) {
            return Jenkins.ANONYMOUS2;
        }
    }

    @Override
    public String toString() {
        return "ReleaseFlowExecution[" + owner + "]";
    }
}

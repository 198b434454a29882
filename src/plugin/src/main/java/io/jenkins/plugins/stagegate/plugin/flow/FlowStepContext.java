package io.jenkins.plugins.stagegate.plugin.flow;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.SettableFuture;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Result;
import hudson.model.Run;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;
import org.jenkinsci.plugins.workflow.steps.FailureHandler;
import org.jenkinsci.plugins.workflow.support.DefaultStepContext;

/**
 * The context of a step that is under way.
 *
 * <p>Steps keep it in the program, in the build queue and wherever they like, so it holds nothing but the names of the run and
 * of the step's node.
 */
final class FlowStepContext extends DefaultStepContext {
    private static final long serialVersionUID = 1L;
    private static final Logger LOGGER = Logger.getLogger(FlowStepContext.class.getName());

    private final FlowExecutionOwner owner;
    private final String node;
    private transient volatile StepFrame frame;
    private transient volatile boolean looking;

    FlowStepContext(FlowExecutionOwner owner, String node) {
        this.owner = owner;
        this.node = node;
    }

    /** The step, from wherever it is in the program; waits while the program is being loaded. */
    private StepFrame frame() throws IOException, InterruptedException {
        if (frame == null) {
            frame = getExecution().flow().awaitStep(node);
        }
        return frame;
    }

    void attach(StepFrame step) {
        frame = step;
    }

    @Override
    protected <T> T doGet(Class<T> key) throws IOException, InterruptedException {
        return frame().variables().get(key, getExecution(), getNode());
    }

    @NonNull
    @Override
    protected ReleaseFlowExecution getExecution() throws IOException {
        return (ReleaseFlowExecution) owner.get();
    }

    @NonNull
    @Override
    protected FlowNode getNode() throws IOException {
        FlowNode found = getExecution().getNode(node);
        if (found == null) {
            throw new IOException("The flow node " + node + " of " + owner + " is gone");
        }
        return found;
    }

    @Override
    public void onSuccess(Object result) {
        deliver(Outcome.success(result));
    }

    @Override
    public void onFailure(Throwable failure) {
        deliver(Outcome.failure(FailureHandler.apply(this, failure)));
    }

    private void deliver(Outcome outcome) {
        try {
            frame().deliver(outcome);
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "The outcome of step " + node + " of " + owner + " came too late", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Must not wait, not even for a build to be loaded: the build queue asks. So somebody else looks. */
    @Override
    public boolean isReady() {
        if (frame == null && !looking) {
            looking = true;
            Lane.POOL.execute(() -> {
                try {
                    frame();
                } catch (IOException | InterruptedException e) {
                    LOGGER.log(Level.FINE, "Step " + node + " of " + owner + " is not there", e);
                }
            });
        }
        return frame != null;
    }

    @Override
    public ListenableFuture<Void> saveState() {
        var saved = SettableFuture.<Void>create();
        try {
            getExecution().flow().save(saved);
        } catch (IOException e) {
            saved.setException(e);
        }
        return saved;
    }

    @Override
    public void setResult(Result result) {
        try {
            frame().worsen(result);
            if (owner.getExecutable() instanceof Run<?, ?> run) {
                run.setResult(result);
            }
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "Cannot set the result of " + owner, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean hasBody() {
        try {
            return frame().hasBody();
        } catch (IOException | InterruptedException e) {
            return false;
        }
    }

    @Override
    public BodyInvoker newBodyInvoker() {
        try {
            if (!frame().hasBody()) {
                throw new IllegalStateException("There is no body to run");
            }
            return new BodyStart(this, frame());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("The step is gone", e);
        }
    }

    FlowExecutionOwner owner() {
        return owner;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FlowStepContext that && owner.equals(that.owner) && node.equals(that.node);
    }

    @Override
    public int hashCode() {
        return 31 * owner.hashCode() + node.hashCode();
    }

    @Override
    public String toString() {
        return "FlowStepContext[" + owner + ":" + node + "]";
    }
}

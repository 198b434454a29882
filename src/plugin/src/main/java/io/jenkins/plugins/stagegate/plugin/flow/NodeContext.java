package io.jenkins.plugins.stagegate.plugin.flow;

import com.google.common.util.concurrent.ListenableFuture;
import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import hudson.model.Result;
import hudson.model.Run;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;
import org.jenkinsci.plugins.workflow.steps.DynamicContext;
import org.jenkinsci.plugins.workflow.support.DefaultStepContext;

/** A context to look things up in at a node of the graph; it belongs to no step, so there is nothing to complete. */
@SuppressFBWarnings(value = "SE_TRANSIENT_FIELD_NOT_RESTORED", justification = "asked at once, never written")
final class NodeContext extends DefaultStepContext implements DynamicContext.DelegatedContext {
    private static final long serialVersionUID = 1L;

    private final transient ReleaseFlowExecution execution;
    private final transient FlowNode node;
    private final transient ContextVariables variables;

    NodeContext(ReleaseFlowExecution execution, FlowNode node, ContextVariables variables) {
        this.execution = execution;
        this.node = node;
        this.variables = variables;
    }

    @Override
    protected <T> T doGet(Class<T> key) throws IOException, InterruptedException {
        return variables.get(key, execution, node);
    }

    @NonNull
    @Override
    protected FlowExecution getExecution() {
        return execution;
    }

    @NonNull
    @Override
    protected FlowNode getNode() {
        return node;
    }

    @Override
    public void setResult(Result result) {
        try {
            if (execution.getOwner().getExecutable() instanceof Run<?, ?> run) {
                run.setResult(result);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void onSuccess(Object result) {
        throw new UnsupportedOperationException("only for looking up");
    }

    @Override
    public void onFailure(Throwable failure) {
        throw new UnsupportedOperationException("only for looking up");
    }

    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public ListenableFuture<Void> saveState() {
        throw new UnsupportedOperationException("only for looking up");
    }

    @Override
    public BodyInvoker newBodyInvoker() {
        throw new IllegalStateException("There is no body here");
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}

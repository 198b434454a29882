package io.jenkins.plugins.stagegate.plugin.flow;

import com.google.common.util.concurrent.ListenableFuture;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Result;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;
import org.jenkinsci.plugins.workflow.support.DefaultStepContext;

/** The context of a block step as the callbacks of its body see it: at the node where the body starts or ends. */
final class BodyContext extends DefaultStepContext {
    private static final long serialVersionUID = 1L;

    private final FlowStepContext step;
    private final String node;

    BodyContext(FlowStepContext step, FlowNode node) {
        this.step = step;
        this.node = node.getId();
    }

    @Override
    protected <T> T doGet(Class<T> key) throws IOException, InterruptedException {
        return step.doGet(key);
    }

    @NonNull
    @Override
    protected FlowExecution getExecution() throws IOException {
        return step.getExecution();
    }

    @NonNull
    @Override
    protected FlowNode getNode() throws IOException {
        FlowNode found = getExecution().getNode(node);
        if (found == null) {
            throw new IOException("The flow node " + node + " is gone");
        }
        return found;
    }

    @Override
    public void onSuccess(Object result) {
        step.onSuccess(result);
    }

    @Override
    public void onFailure(Throwable failure) {
        step.onFailure(failure);
    }

    @Override
    public boolean isReady() {
        return step.isReady();
    }

    @Override
    public ListenableFuture<Void> saveState() {
        return step.saveState();
    }

    @Override
    public void setResult(Result result) {
        step.setResult(result);
    }

    @Override
    public BodyInvoker newBodyInvoker() {
        return step.newBodyInvoker();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BodyContext that && step.equals(that.step) && node.equals(that.node);
    }

    @Override
    public int hashCode() {
        return 31 * step.hashCode() + node.hashCode();
    }
}

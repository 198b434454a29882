package io.jenkins.plugins.stagegate.plugin.flow;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.BodyExecution;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** One run of a block step's body, as the step sees it. */
final class Body extends BodyExecution {
    private static final long serialVersionUID = 1L;
    private static final Logger LOGGER = Logger.getLogger(Body.class.getName());

    private final FlowStepContext context;
    private final ArrayList<Object> variables;
    private final ArrayList<BodyExecutionCallback> callbacks;
    private final @CheckForNull String displayName;
    private @CheckForNull Throwable cancelled;
    private @CheckForNull Outcome outcome;

    Body(
            FlowStepContext context,
            ArrayList<Object> variables,
            ArrayList<BodyExecutionCallback> callbacks,
            @CheckForNull String displayName) {
        this.context = context;
        this.variables = variables;
        this.callbacks = callbacks;
        this.displayName = displayName;
    }

    List<Object> variables() {
        return variables;
    }

    @CheckForNull
    String displayName() {
        return displayName;
    }

    /** Why it was cancelled, perhaps before its first step. */
    @CheckForNull
    synchronized Throwable cancellation() {
        return cancelled;
    }

    void started(FlowNode start) {
        var here = new BodyContext(context, start);
        callbacks.forEach(callback -> callback.onStart(here));
    }

    void ended(FlowNode end, Outcome how) {
        synchronized (this) {
            outcome = how;
            notifyAll();
        }
        var here = new BodyContext(context, end);
        for (BodyExecutionCallback callback : callbacks) {
            try {
                call(callback, here, how);
            } catch (RuntimeException e) {
                how.failure().ifPresent(e::addSuppressed);
                here.onFailure(e);
            }
        }
    }

    private static void call(BodyExecutionCallback callback, StepContext here, Outcome how) {
        how.failure()
                .ifPresentOrElse(
                        failure -> callback.onFailure(here, failure), () -> callback.onSuccess(here, how.value()));
    }

    @Override
    public Collection<StepExecution> getCurrentExecutions() {
        try {
            return context.getExecution().flow().questions().stepsWithin(this).get(1, TimeUnit.MINUTES);
        } catch (IOException | InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Cannot tell what runs in the body of " + context, e);
        }
    }

    @Override
    public boolean cancel(Throwable cause) {
        synchronized (this) {
            if (outcome != null) {
                return false;
            }
            cancelled = cause;
        }
        try {
            context.getExecution().flow().cancel(this, cause);
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "Cannot cancel the body of " + context, e);
        }
        return true;
    }

    @Override
    public synchronized boolean isCancelled() {
        return cancelled != null && outcome != null;
    }

    @Override
    public synchronized boolean isDone() {
        return outcome != null;
    }

    @Override
    public synchronized Object get() throws InterruptedException, ExecutionException {
        while (outcome == null) {
            wait();
        }
        return report(outcome);
    }

    @Override
    public synchronized Object get(long timeout, TimeUnit unit)
            throws InterruptedException, ExecutionException, TimeoutException {
        long end = System.nanoTime() + unit.toNanos(timeout);
        while (outcome == null) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                throw new TimeoutException();
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return report(outcome);
    }

    private static Object report(Outcome outcome) throws ExecutionException {
        if (outcome.failed()) {
            throw new ExecutionException(outcome.failure().orElseThrow());
        }
        return outcome.value();
    }
}

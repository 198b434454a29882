package io.jenkins.plugins.stagegate.plugin.flow;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.EnvVars;
import hudson.ExtensionList;
import hudson.model.Action;
import hudson.model.Queue;
import hudson.model.Result;
import hudson.model.TaskListener;
import java.io.IOException;
import java.util.HashSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.actions.ErrorAction;
import org.jenkinsci.plugins.workflow.flow.StepListener;
import org.jenkinsci.plugins.workflow.graph.BlockStartNode;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;
import org.jenkinsci.plugins.workflow.steps.GeneralNonBlockingStepExecution;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jenkinsci.plugins.workflow.steps.SynchronousResumeNotSupportedException;
import org.jenkinsci.plugins.workflow.support.steps.ExecutorStepExecution;

/**
 * A step that is under way.
 *
 * <p>Its outcome and the launch of its body may come from any thread, even before {@link StepExecution#start} has returned.
 * They are written with the program, for a step that has told its outcome has often thrown away what it came from.
 */
final class StepFrame extends Frame {
    private static final long serialVersionUID = 1L;
    private static final Logger LOGGER = Logger.getLogger(StepFrame.class.getName());

    private final Call call;
    private final ContextVariables variables;
    private String node;
    private String descriptor;
    private FlowStepContext context;
    private @CheckForNull StepExecution execution;
    private @CheckForNull Outcome outcome;
    private @CheckForNull Body launched;
    /** While the step starts on the lane, whoever delivers need not wake the fiber. */
    private transient boolean starting;
    /** To look it up anew at each use is dear: Jenkins asks all that it has. */
    private transient @CheckForNull StepDescriptor found;

    private transient Fiber fiber;

    StepFrame(Call call, ContextVariables variables) {
        this.call = call;
        this.variables = variables;
    }

    ContextVariables variables() {
        return variables;
    }

    boolean hasBody() {
        return call.body() != null;
    }

    String node() {
        return node;
    }

    FlowStepContext context() {
        return context;
    }

    @CheckForNull
    StepExecution execution() {
        return execution;
    }

    synchronized boolean isOver() {
        return outcome != null;
    }

    synchronized boolean hasFailed() {
        return outcome != null && outcome.failed();
    }

    @Override
    void resume(Fiber owner) {
        fiber = owner;
        if (node != null) {
            context.attach(this);
            fiber.flow().steps().put(node, this);
        }
    }

    @Override
    boolean advance(Fiber owner) throws IOException {
        fiber = owner;
        if (node == null) {
            Throwable interrupt = fiber.takeInterrupt();
            if (interrupt != null) {
                fiber.fail(interrupt);
            } else {
                begin();
            }
            return true;
        }
        Outcome how;
        Body body;
        synchronized (this) {
            how = outcome;
            body = launched;
            launched = null;
        }
        if (how != null) {
            end(how);
        } else if (body != null) {
            var frame = new BodyFrame(body, call.body(), variables);
            fiber.push(frame);
            frame.begin(fiber, descriptor());
        } else {
            return false;
        }
        return true;
    }

    /** Tells whether the step runs and can be stopped. */
    boolean isUnderWay() {
        return execution != null && !isOver();
    }

    /** Asks the step to stop; one that cannot even be asked has failed. */
    void stop(Throwable cause) {
        var stopping = execution;
        try {
            if (stopping != null) {
                stopping.stop(cause);
            }
        } catch (Exception e) {
            cause.addSuppressed(e);
            context.onFailure(cause);
        }
    }

    /** Takes the outcome of the step; only the first one counts. May be called from any thread. */
    void deliver(Outcome how) {
        synchronized (this) {
            if (outcome != null) {
                LOGGER.log(Level.FINE, how.failure().orElse(null), () -> "Step " + node + " has ended already");
                return;
            }
            outcome = how;
            if (starting) {
                return;
            }
        }
        fiber.flow().later(() -> fiber.delivered(this));
    }

    /** Sees to it after a restart that somebody goes on with the step: not all steps do so by themselves. */
    void mind() {
        var step = execution;
        if (step == null || !waits()) {
            return;
        }
        try {
            if (step instanceof BodyAwaited awaited) {
                awaited.onResumeWithoutBody();
            } else if (step instanceof ExecutorStepExecution queued) {
                var run = (Queue.Executable) fiber.flow().owner().getExecutable();
                new QueuePlace(run, fiber.flow().graph().stored(node)).keep(queued);
            } else if (step instanceof GeneralNonBlockingStepExecution threaded && !threaded.blocksRestart()) {
                // It was written in a moment in which it had no thread: between two, or before its first.
                context.onFailure(new SynchronousResumeNotSupportedException(context));
            }
        } catch (Exception e) {
            context.onFailure(e);
        }
    }

    private synchronized boolean waits() {
        return outcome == null && launched == null;
    }

    /** Notes that the step makes the result of the build worse. May be called from any thread. */
    void worsen(Result to) {
        fiber.worsen(to, null);
        fiber.flow().later(fiber::change);
    }

    /** Lets the body run. May be called from any thread. */
    void launch(Body body) {
        synchronized (this) {
            if (outcome != null) {
                throw new IllegalStateException(Messages.StepFrame_ended(call.name()));
            }
            if (launched != null) {
                throw new IllegalStateException(Messages.StepFrame_severalBodies(call.name()));
            }
            launched = body;
            if (starting) {
                return;
            }
        }
        fiber.flow().later(fiber::run);
    }

    private void begin() throws IOException {
        synchronized (this) {
            starting = true;
        }
        StepResolver resolved = null;
        AbortException unresolved = null;
        try {
            resolved = StepResolver.resolve(call);
        } catch (AbortException e) {
            unresolved = e;
        }
        if (resolved == null) {
            fiber.fail(unresolved);
            return;
        }
        found = resolved.descriptor();
        descriptor = found.getId();
        enter(resolved);
        try {
            start(resolved);
        } catch (Exception | LinkageError | AssertionError e) {
            context.onFailure(e);
        }
        synchronized (this) {
            starting = false;
        }
    }

    private void enter(StepResolver resolved) throws IOException {
        var graph = fiber.flow().graph();
        FlowNode entered = hasBody()
                ? graph.start(fiber.head(), resolved.descriptor(), new Action[0])
                : graph.atom(fiber.head(), resolved.descriptor(), new Action[0]);
        node = entered.getId();
        context = new FlowStepContext(fiber.flow().owner(), node);
        resume(fiber);
    }

    private void start(StepResolver resolved) throws Exception {
        if (!resolved.arguments().isEmpty()) {
            fiber.head().node().addAction(argumentsOf(resolved));
        }
        resolved.descriptor().checkContextAvailability(context);
        var step = resolved.instantiate(context.get(TaskListener.class));
        for (StepListener listener : ExtensionList.lookup(StepListener.class)) {
            listener.notifyOfNewStep(step, context);
        }
        if (isOver()) {
            return;
        }
        execution = step.start(context);
        boolean over = execution.start();
        if (over && !isOver()) {
            throw new AssertionError(Messages.StepFrame_noOutcome(call.name()));
        }
    }

    private StepArguments argumentsOf(StepResolver resolved) throws IOException, InterruptedException {
        var expander = context.get(EnvironmentExpander.class);
        var secrets = new HashSet<>(expander.getSensitiveVariables());
        var environment = secrets.isEmpty() ? new EnvVars() : context.get(EnvVars.class);
        return StepArguments.of(resolved.arguments(), environment, secrets);
    }

    private void end(Outcome how) throws IOException {
        var graph = fiber.flow().graph();
        var results = fiber.flow().actions().results();
        if (results.now().isWorseThan(Result.SUCCESS)) {
            results.ended(this, fiber, graph.stored(node));
        }
        if (hasBody()) {
            graph.end(fiber.head(), (BlockStartNode) graph.stored(node), new Action[0]);
        }
        how.failure().ifPresent(failure -> fiber.head().node().addAction(new ErrorAction(failure)));
        fiber.flow().steps().remove(node);
        fiber.pop();
        fiber.called(how);
    }

    StepDescriptor descriptor() {
        if (found == null) {
            found = (StepDescriptor) Jenkins.get().getDescriptor(descriptor);
        }
        return found;
    }
}

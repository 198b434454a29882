package io.jenkins.plugins.stagegate.plugin.flow;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.model.Result;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jenkins.model.CauseOfInterruption;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/** The steps of one action as they run: a stack of blocks and steps. Used on the run's lane only. */
final class Fiber implements Serializable {
    private static final long serialVersionUID = 1L;
    /** After so many turns others have theirs. */
    private static final int TURNS = 50;

    private final String action;
    private final ArrayList<Frame> frames = new ArrayList<>();
    private @CheckForNull Throwable interrupt;
    /** What its steps have made of the build, and what they said about it; null: nothing. */
    private @CheckForNull Result result;

    private @CheckForNull String warning;
    private transient Flow flow;
    private transient Head head;
    private transient boolean changed;

    Fiber(String action, Branch branch) {
        this.action = action;
        frames.add(branch);
    }

    String action() {
        return action;
    }

    Flow flow() {
        return flow;
    }

    Head head() {
        return head;
    }

    /** Notes that its steps have made the result of the build worse. May be called from any thread. */
    synchronized void worsen(Result to, @CheckForNull String why) {
        if (to.isWorseThan(result())) {
            result = to;
            warning = why;
        }
    }

    /** What its steps have made of the build. May be called from any thread. */
    synchronized Result result() {
        return result != null ? result : Result.SUCCESS;
    }

    /** Why the action has failed though none of its steps has: what they made of the build is no success. */
    synchronized Optional<Throwable> objection() {
        return result == null
                ? Optional.empty()
                : Optional.of(new AbortException(
                        warning != null
                                ? Messages.Fiber_worsenedBy(result, warning)
                                : Messages.Fiber_worsened(result)));
    }

    /** Takes its place in a flow, new or after a restart. */
    void join(Flow owner, Head place) {
        flow = owner;
        head = place;
        frames.forEach(frame -> frame.resume(this));
    }

    /** Notes that what is on disk is no longer what is. */
    void change() {
        changed = true;
        flow.change();
    }

    boolean isChanged() {
        return changed;
    }

    /** Tells whether it has changed since it was last taken. */
    boolean takeChanged() {
        boolean was = changed;
        changed = false;
        return was;
    }

    /** Sees to it after a restart that somebody goes on with its innermost step. */
    void mind() {
        if (top() instanceof StepFrame step) {
            step.mind();
        }
    }

    /** Goes on until it must wait. */
    void run() {
        change();
        try {
            for (int turn = 0; turn < TURNS; turn++) {
                if (frames.isEmpty() || !flow.mayAdvance() || !top().advance(this)) {
                    return;
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("Cannot write the flow graph of " + flow.owner(), e);
        }
        flow.later(this::run);
    }

    void push(Frame frame) {
        frames.add(frame);
    }

    void pop() {
        frames.remove(frames.size() - 1);
    }

    /** Gives a step's outcome to the block that it stood in. */
    void called(Outcome outcome) {
        ((Block) top()).called(outcome);
    }

    /** Gives up a step that could not even begin. */
    void fail(Throwable failure) {
        pop();
        called(Outcome.failure(failure));
    }

    @CheckForNull
    Throwable takeInterrupt() {
        Throwable taken = interrupt;
        interrupt = null;
        return taken;
    }

    void interruptLater(Throwable cause) {
        interrupt = cause;
    }

    /** A step has told its outcome. If it failed while its body still runs, the body must end first. */
    void delivered(StepFrame step) {
        int place = frames.indexOf(step);
        if (place >= 0 && place < frames.size() - 1 && step.hasFailed()) {
            interruptFrom(place + 1, new FlowInterruptedException(Result.ABORTED, false, new StepFailed()));
        }
        run();
    }

    /** Stops the innermost step. */
    void interrupt(Throwable cause) {
        interruptFrom(0, cause);
    }

    /** Stops what runs in a body. */
    void interrupt(Body body, Throwable cause) {
        for (int place = 0; place < frames.size(); place++) {
            if (frames.get(place) instanceof BodyFrame frame && frame.runs(body)) {
                interruptFrom(place, cause);
                return;
            }
        }
    }

    /** Ends the innermost step without asking it. */
    void terminate(Throwable cause) {
        if (top() instanceof StepFrame step && step.context() != null) {
            step.context().onFailure(cause);
        } else {
            interrupt(cause);
        }
    }

    private void interruptFrom(int place, Throwable cause) {
        if (frames.size() <= place) {
            return;
        }
        change();
        if (top() instanceof StepFrame step && step.isUnderWay()) {
            step.stop(cause);
        } else {
            interruptLater(cause);
            flow.later(this::run);
        }
    }

    /** The steps under way, outermost first. */
    List<StepFrame> steps() {
        return frames.stream()
                .filter(frame -> frame instanceof StepFrame step && step.execution() != null)
                .map(StepFrame.class::cast)
                .toList();
    }

    Optional<StepFrame> innermost() {
        return steps().stream().reduce((outer, inner) -> inner);
    }

    /** The steps under way in a body, outermost first. */
    List<StepFrame> stepsWithin(Body body) {
        for (int place = 0; place < frames.size(); place++) {
            if (frames.get(place) instanceof BodyFrame frame && frame.runs(body)) {
                return frames.subList(place, frames.size()).stream()
                        .filter(inner -> inner instanceof StepFrame step && step.execution() != null)
                        .map(StepFrame.class::cast)
                        .toList();
            }
        }
        return List.of();
    }

    private Frame top() {
        return frames.get(frames.size() - 1);
    }

    /** Why a body is interrupted whose step has failed. */
    private static final class StepFailed extends CauseOfInterruption {
        private static final long serialVersionUID = 1L;

        @Override
        public String getShortDescription() {
            return Messages.Fiber_stepFailed();
        }
    }
}

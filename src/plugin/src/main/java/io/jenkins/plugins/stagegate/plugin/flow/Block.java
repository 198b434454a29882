package io.jenkins.plugins.stagegate.plugin.flow;

import java.io.IOException;
import java.util.ArrayList;

/** Steps that run one after the other, until one fails. */
abstract sealed class Block extends Frame permits Branch, BodyFrame {
    private static final long serialVersionUID = 1L;

    private final ArrayList<Call> calls;
    private final ContextVariables variables;
    private int next;
    private Outcome last = Outcome.NOTHING;

    Block(ArrayList<Call> calls, ContextVariables variables) {
        this.calls = calls;
        this.variables = variables;
    }

    @Override
    final boolean advance(Fiber fiber) throws IOException {
        Throwable interrupt = fiber.takeInterrupt();
        if (interrupt != null) {
            end(fiber, Outcome.failure(interrupt));
        } else if (last.failed() || next == calls.size()) {
            end(fiber, last);
        } else {
            fiber.push(new StepFrame(calls.get(next++), variables));
        }
        return true;
    }

    /** Takes the outcome of the step that was called last; its value is the block's if no other step follows. */
    final void called(Outcome outcome) {
        last = outcome;
    }

    /** Leaves the stack. */
    abstract void end(Fiber fiber, Outcome outcome) throws IOException;
}

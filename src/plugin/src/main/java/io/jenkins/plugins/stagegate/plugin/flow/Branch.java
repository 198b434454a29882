package io.jenkins.plugins.stagegate.plugin.flow;

import java.io.IOException;
import java.util.ArrayList;

/** All steps of an action. */
final class Branch extends Block {
    private static final long serialVersionUID = 1L;

    Branch(ArrayList<Call> calls, ContextVariables variables) {
        super(calls, variables);
    }

    @Override
    void end(Fiber fiber, Outcome outcome) throws IOException {
        fiber.pop();
        fiber.flow().actions().ended(fiber, outcome);
    }
}

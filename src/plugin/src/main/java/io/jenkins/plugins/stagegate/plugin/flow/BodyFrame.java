package io.jenkins.plugins.stagegate.plugin.flow;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.plugins.workflow.actions.BodyInvocationAction;
import org.jenkinsci.plugins.workflow.actions.ErrorAction;
import org.jenkinsci.plugins.workflow.actions.LabelAction;
import org.jenkinsci.plugins.workflow.graph.BlockStartNode;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;

/** The steps inside the braces of a block step. */
final class BodyFrame extends Block {
    private static final long serialVersionUID = 1L;

    private final Body body;
    private String start;

    BodyFrame(Body body, ArrayList<Call> calls, ContextVariables outside) {
        super(calls, outside.with(body.variables()));
        this.body = body;
    }

    boolean runs(Body candidate) {
        return body == candidate;
    }

    void begin(Fiber fiber, StepDescriptor step) throws IOException {
        var actions = new ArrayList<hudson.model.Action>(List.of(new BodyInvocationAction()));
        if (body.displayName() != null) {
            actions.add(new LabelAction(body.displayName()));
        }
        var node = fiber.flow().graph().start(fiber.head(), step, actions.toArray(hudson.model.Action[]::new));
        start = node.getId();
        body.started(node);
        Throwable cancellation = body.cancellation();
        if (cancellation != null) {
            fiber.interruptLater(cancellation);
        }
    }

    @Override
    void end(Fiber fiber, Outcome outcome) throws IOException {
        var graph = fiber.flow().graph();
        var actions = new ArrayList<hudson.model.Action>(List.of(new BodyInvocationAction()));
        outcome.failure().ifPresent(failure -> actions.add(new ErrorAction(failure)));
        var node = graph.end(
                fiber.head(), (BlockStartNode) graph.stored(start), actions.toArray(hudson.model.Action[]::new));
        fiber.pop();
        var results = fiber.flow().actions().results();
        var before = results.now();
        body.ended(node, outcome);
        results.heard(fiber, node, before);
    }
}

package io.jenkins.plugins.stagegate.plugin.flow;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Result;
import hudson.model.Run;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jenkinsci.plugins.workflow.graph.FlowNode;

/**
 * Whose steps have made the result of the build worse.
 *
 * <p>Steps such as {@code junit} and {@code unstable} set the result of the build and succeed; nobody is told. So it is looked at
 * whenever a step or a body has ended, and charged to the action in question. Actions beside each other share the build: then
 * a warning on the step's node tells whose it was, and if there is none, all whose steps may have done it are charged, lest
 * one releases what is not in order. Used on the run's lane only.
 */
final class Results {
    private final ReleaseFlowExecution execution;
    private final Map<String, Fiber> fibers;
    /** What actions have made of the build that ended while others ran on. */
    private Result past = Result.SUCCESS;

    /** @param fibers those of the actions that run, as they come and go */
    Results(ReleaseFlowExecution execution, Map<String, Fiber> fibers) {
        this.execution = execution;
        this.fibers = fibers;
    }

    /** The result of the build, to be {@linkplain #heard held against} later. */
    Result now() {
        return execution.buildResult();
    }

    /** Charges what has become worse while a step ran that has ended now, at this node. */
    void ended(StepFrame step, Fiber fiber, FlowNode node) {
        boolean news = now().isWorseThan(known());
        if (news && !warns(node)) {
            suspects(step, fiber).forEach(suspect -> suspect.worsen(now(), null));
        } else {
            charge(fiber, node, news);
        }
    }

    /** Charges what has become worse when a block step heard of the end of its body at this node. */
    void heard(Fiber fiber, FlowNode node, Result before) {
        charge(fiber, node, now().isWorseThan(before));
    }

    /**
     * Charges an action with what the build is now. If the build was as bad before, because of an action beside it, a warning
     * counts: it may have been meant for the stage only, but the stage fails anyway.
     */
    private void charge(Fiber fiber, FlowNode node, boolean news) {
        boolean hidden = warns(node) && others(fiber).isWorseThan(execution.result());
        if (news || hidden && !fiber.result().isWorseThan(Result.SUCCESS)) {
            var warning = node.getPersistentAction(WarningAction.class);
            fiber.worsen(now(), warning != null ? warning.getMessage() : null);
        }
    }

    private static boolean warns(FlowNode node) {
        var warning = node.getPersistentAction(WarningAction.class);
        return warning != null && warning.getResult().isWorseThan(Result.SUCCESS);
    }

    /** Takes over what others have made of the build while no action ran. */
    void begin() {
        if (fibers.isEmpty()) {
            execution.worsen(Result.SUCCESS);
        }
    }

    /** Goes on after a restart, when actions had ended beside those that run. */
    void resume() {
        past = now();
    }

    /**
     * Takes leave of an action that has ended. When none runs any more, what they have made of the build is taken back: whether
     * it goes on all the same is the host's decision.
     */
    void leave(@CheckForNull Fiber gone) {
        past = gone != null ? past.combine(gone.result()) : past;
        if (fibers.isEmpty()) {
            past = Result.SUCCESS;
            execution.resetBuildResult(execution.result());
        }
    }

    private Result known() {
        return others(null);
    }

    private Result others(@CheckForNull Fiber fiber) {
        return fibers.values().stream()
                .filter(one -> one != fiber)
                .map(Fiber::result)
                .reduce(execution.result().combine(past), (one, other) -> one.combine(other));
    }

    private Collection<Fiber> suspects(StepFrame ended, Fiber fiber) {
        var likely = fibers.values().stream()
                .filter(one -> one == fiber
                        ? knowsTheBuild(ended)
                        : one.innermost().filter(Results::knowsTheBuild).isPresent())
                .toList();
        return likely.isEmpty() ? List.copyOf(fibers.values()) : likely;
    }

    /** Whether the step is one of those that say that they do something with the build itself. */
    private static boolean knowsTheBuild(@CheckForNull StepFrame step) {
        return step != null && step.descriptor().getRequiredContext().contains(Run.class);
    }
}

package io.jenkins.plugins.stagegate.plugin.flow;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Result;
import io.jenkins.plugins.stagegate.model.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.graph.FlowNode;

/**
 * What a host makes of the run of a release pipeline: shows stages and actions as a flow graph, and has the steps of actions run.
 *
 * <p>All methods return at once, may be called from any thread and again after a restart: what was opened, closed, started,
 * stopped or finished already is left as it is. While no action runs the run is parked: it holds no executor and no thread.
 */
public final class ReleaseFlow {
    private final ReleaseFlowExecution execution;

    private ReleaseFlow(ReleaseFlowExecution execution) {
        this.execution = execution;
    }

    /** The flow of a run, if it is a release pipeline's. */
    public static Optional<ReleaseFlow> of(@CheckForNull FlowExecution run) {
        return run instanceof ReleaseFlowExecution execution
                ? Optional.of(new ReleaseFlow(execution))
                : Optional.empty();
    }

    /** Shows a stage as begun. One that is still open is closed as succeeded. */
    public void openStage(String key, String stageName) {
        if (!is(outline -> outline.hasOpened(key))) {
            command(actions -> actions.openStage(key, stageName));
        }
    }

    /**
     * Shows that the run waits in front of a stage, until that is opened or the run ends.
     *
     * @param step as what it is shown; it is not run
     */
    public void await(
            String key,
            Class<? extends org.jenkinsci.plugins.workflow.steps.Step> step,
            Map<String, Object> arguments) {
        command(actions -> actions.await(key, Outline.step(step), arguments));
    }

    /**
     * Shows that the run waits in a stage, behind the actions that have ended, until anything else begins there or the stage is
     * over.
     *
     * @param stageKey the stage that was opened
     * @param key of this wait; each is shown once
     * @param step as what it is shown; it is not run
     */
    public void awaitIn(
            String stageKey,
            String key,
            Class<? extends org.jenkinsci.plugins.workflow.steps.Step> step,
            Map<String, Object> arguments) {
        command(actions -> actions.awaitIn(stageKey, key, Outline.step(step), arguments));
    }

    /** Shows a stage as ended, once its actions have ended. */
    public void closeStage(String key, StageEnd end) {
        if (!is(outline -> outline.hasClosed(key))) {
            command(actions -> actions.closeStage(key, end));
        }
    }

    /**
     * Runs the steps of an action, on a branch beside those of the other actions with the same run order in the stage.
     *
     * @param actionExecutionId under which the host learns of the end
     * @param stageKey the stage that was opened
     * @param runOrder actions with another run order wait until those that run now have ended
     * @param program ordinary Pipeline steps
     * @param environment variables for all of them
     */
    public void startAction(
            String actionExecutionId,
            String stageKey,
            int runOrder,
            String actionName,
            List<Step> program,
            Map<String, String> environment) {
        var calls = Call.all(program);
        command(actions ->
                actions.start(actionExecutionId, stageKey, runOrder, actionName, calls, Map.copyOf(environment)));
    }

    /** Interrupts the steps of an action, and ends them if they do not stop within a while. */
    public void stopAction(String actionExecutionId, String reason) {
        command(actions -> actions.stops().stop(actionExecutionId, reason));
    }

    /** The actions that were started in this run, in that order; nothing once it is complete. */
    public Map<String, ActionState> actions() {
        return execution.underWay().map(flow -> flow.actions().states()).orElse(Map.of());
    }

    /** An action, if it was started in this run and that is not complete. */
    public Optional<ActionState> action(String actionExecutionId) {
        return execution.underWay().flatMap(flow -> flow.actions().state(actionExecutionId));
    }

    /** Tells whether the branch of an action begins with this node. Builds of older versions do not say so. */
    public static boolean begins(FlowNode node, String actionExecutionId) {
        var label = node.getPersistentAction(BranchLabel.class);
        return label != null && actionExecutionId.equals(label.id());
    }

    /**
     * Ends the run, after stopping the actions that still run.
     *
     * @param message what went wrong, for the log
     */
    public void finish(Result result, @CheckForNull String message) {
        var ending = new Ledger.Ending(result, message);
        command(actions -> actions.finish(ending));
    }

    /** The host shows all stages again and again; what is done already need not wait for its turn. */
    private boolean is(Predicate<Outline> fact) {
        return execution
                .underWay()
                .map(Flow::actions)
                .map(Actions::outline)
                .filter(fact)
                .isPresent();
    }

    @FunctionalInterface
    private interface Command {
        void on(Actions actions) throws IOException;
    }

    private void command(Command command) {
        execution
                .underWay()
                .ifPresent(flow -> flow.later(() -> {
                    try {
                        command.on(flow.actions());
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }));
    }
}

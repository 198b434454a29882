package io.jenkins.plugins.stagegate.plugin.host;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Run;
import io.jenkins.plugins.stagegate.decision.ActionRun;
import io.jenkins.plugins.stagegate.decision.ActionStatus;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jenkinsci.plugins.workflow.support.actions.PauseAction;

/**
 * A step that waits until the engine has heard from others how its action ended: from people, or from workers. Holds no executor
 * and no thread.
 */
final class AwaitedAction extends StepExecution {
    private static final Map<String, AwaitedAction> WAITING = new ConcurrentHashMap<>();
    private static final Logger LOGGER = Logger.getLogger(AwaitedAction.class.getName());
    private static final long serialVersionUID = 1;

    private final String id;
    private final String status;
    /** What views of Pipeline runs draw it as paused for; null if others work meanwhile. */
    private final @CheckForNull String pause;

    private AwaitedAction(StepContext context, String id, String status, @CheckForNull String pause) {
        super(context);
        this.id = id;
        this.status = status;
        this.pause = pause;
    }

    /** Waits for people. */
    static AwaitedAction decision(StepContext context, String id) {
        return new AwaitedAction(context, id, Messages.ApprovalStep_status(), Messages.ApprovalStep_displayName());
    }

    /** Waits for workers. */
    static AwaitedAction work(StepContext context, String id, String status) {
        return new AwaitedAction(context, id, status, null);
    }

    /** Lets the step go on that waits for this action execution, if one does. */
    static void ended(ActionRun decided) {
        Optional.ofNullable(WAITING.get(decided.id())).ifPresent(step -> step.conclude(decided));
    }

    @Override
    public boolean start() throws Exception {
        look();
        return false;
    }

    @Override
    public void onResume() {
        try {
            look();
        } catch (IOException | InterruptedException e) {
            WAITING.remove(id);
            getContext().onFailure(e);
        }
    }

    /** Waits, unless the decision came before the step did. */
    private void look() throws IOException, InterruptedException {
        var node = getContext().get(FlowNode.class);
        if (pause != null && node != null && PauseAction.getCurrentPause(node) == null) {
            node.addAction(new PauseAction(pause));
        }
        WAITING.put(id, this);
        var run = (WorkflowRun) getContext().get(Run.class);
        var decided = Pipelines.get().of(run.getParent()).state().locate(id);
        decided.map(found -> found.run())
                .filter(action -> action.status() != ActionStatus.IN_PROGRESS)
                .ifPresent(this::conclude);
    }

    private void conclude(ActionRun decided) {
        if (WAITING.remove(id, this)) {
            endPause();
            if (decided.status() == ActionStatus.SUCCEEDED) {
                getContext().onSuccess(null);
            } else {
                getContext()
                        .onFailure(decided.failure()
                                .map(failure -> new ActionException(failure.code(), failure.message()))
                                .orElseGet(() -> new ActionException("Abandoned", Messages.AwaitedAction_withdrawn())));
            }
        }
    }

    @Override
    public void stop(@NonNull Throwable cause) throws Exception {
        if (WAITING.remove(id, this)) {
            endPause();
            super.stop(cause);
        }
    }

    private void endPause() {
        try {
            var node = pause != null ? getContext().get(FlowNode.class) : null;
            if (node != null) {
                PauseAction.endCurrentPause(node);
            }
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "The wait for " + id + " is still drawn");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String getStatus() {
        return status;
    }
}

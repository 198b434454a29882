package io.jenkins.plugins.stagegate.plugin.host;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Run;
import io.jenkins.plugins.stagegate.decision.ActionRun;
import io.jenkins.plugins.stagegate.decision.ActionStatus;
import io.jenkins.plugins.stagegate.decision.JobStatus;
import io.jenkins.plugins.stagegate.decision.PipelineState.Located;
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
    /** What views of Pipeline runs draw it as paused for; null in a worker's step that an older version has kept. */
    private final @CheckForNull String pause;

    private AwaitedAction(StepContext context, String id, String status, String pause) {
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
        return new AwaitedAction(context, id, status, Messages.WorkerStep_displayName());
    }

    /** Tells the step that waits for this action execution how it is now, if one does. */
    static void changed(ActionRun run) {
        Optional.ofNullable(WAITING.get(run.id())).ifPresent(step -> step.follow(run));
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
        WAITING.put(id, this);
        var run = (WorkflowRun) getContext().get(Run.class);
        Pipelines.get().of(run.getParent()).state().locate(id).map(Located::run).ifPresent(this::follow);
    }

    private void follow(ActionRun run) {
        if (run.status() != ActionStatus.IN_PROGRESS) {
            conclude(run);
        } else if (isIdle(run)) {
            pause();
        } else {
            endPause();
        }
    }

    /** Whether nobody works: people are asked, or no worker has taken the job. One who goes on with a job comes back in his own time. */
    private static boolean isIdle(ActionRun run) {
        return run.job()
                .map(job -> job.number() == 1 && job.status() != JobStatus.IN_PROGRESS)
                .orElse(true);
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

    /** Not any more once it has ended: who read that it goes on may be late. */
    private synchronized void pause() {
        if (WAITING.get(id) == this) {
            change(node -> {
                if (!isPaused(node)) {
                    node.addAction(new PauseAction(pause));
                }
            });
        }
    }

    private synchronized void endPause() {
        change(node -> {
            if (isPaused(node)) {
                PauseAction.endCurrentPause(node);
            }
        });
    }

    private static boolean isPaused(FlowNode node) {
        var latest = PauseAction.getCurrentPause(node);
        return latest != null && latest.isPaused();
    }

    /** What is done to a node. */
    @FunctionalInterface
    private interface Change {
        void to(FlowNode node) throws IOException;
    }

    private void change(Change change) {
        try {
            var node = pause != null ? getContext().get(FlowNode.class) : null;
            if (node != null) {
                change.to(node);
            }
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "The wait for " + id + " is not drawn as it is");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String getStatus() {
        return status;
    }
}

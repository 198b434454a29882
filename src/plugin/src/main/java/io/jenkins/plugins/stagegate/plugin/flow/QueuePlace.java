package io.jenkins.plugins.stagegate.plugin.flow;

import hudson.model.Queue;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.actions.QueueItemAction;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.support.steps.ExecutorStepExecution;
import org.jenkinsci.plugins.workflow.support.steps.ExecutorStepExecution.PlaceholderTask;

/**
 * The place in Jenkins' queue of a {@code node} step that has no executor yet.
 *
 * <p>Jenkins saves its queue once a minute. After a crash before that it has forgotten the place, and gives its number to somebody
 * else: the step itself, which looks for the number, then believes that it still waits.
 *
 * @param run the build that the step belongs to
 * @param node the step's node
 */
record QueuePlace(Queue.Executable run, FlowNode node) {
    /** Takes the place again if it was lost. The step has done nothing yet, so that nothing happens twice. */
    void keep(ExecutorStepExecution step) throws Exception {
        if (!isKnown()) {
            node.removeActions(QueueItemAction.class);
            step.start();
        }
    }

    /** In the order in which it goes from the queue to an executor, so that it is missed in neither. */
    private boolean isKnown() {
        return Stream.of(Jenkins.get().getQueue().getItems()).anyMatch(item -> isFor(item.task))
                || Stream.of(Jenkins.get().getComputers())
                        .flatMap(computer -> computer.getExecutors().stream())
                        .flatMap(executor -> Optional.ofNullable(executor.getCurrentWorkUnit()).stream())
                        .anyMatch(work -> isFor(work.context.task));
    }

    /** Asks only those tasks for their step that are of the same run: those of others may have to be loaded. */
    private boolean isFor(Queue.Task task) {
        try {
            return task instanceof PlaceholderTask placeholder
                    && run.equals(placeholder.getOwnerExecutable())
                    && node.equals(placeholder.getNode());
        } catch (IOException e) {
            return false; // of a step that has ended
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

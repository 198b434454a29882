package io.jenkins.plugins.stagegate.plugin.host;

import hudson.model.Queue;
import java.util.Optional;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;

/**
 * What the builds of a job are asked for that wait in Jenkins' queue, which outlives Jenkins. A build that goes on to an executor is
 * not among them any more.
 */
public record QueuedRequests(WorkflowJob job) {
    /** The start that a client asked for with that token, if its build waits. */
    public Optional<StartRequest> start(String clientToken) {
        return all(StartRequest.class)
                .filter(request -> request.clientToken().equals(clientToken))
                .findFirst();
    }

    /** Whether a build waits that makes an attempt at the execution. */
    boolean isForExecution(String execution) {
        return all(Request.class).anyMatch(request -> request.execution().equals(execution));
    }

    private <R extends Request> Stream<R> all(Class<R> kind) {
        return Queue.getInstance().getItems(job).stream().flatMap(item -> item.getActions(kind).stream());
    }
}

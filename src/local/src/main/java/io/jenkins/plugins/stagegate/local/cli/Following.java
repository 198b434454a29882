package io.jenkins.plugins.stagegate.local.cli;

import io.jenkins.plugins.stagegate.decision.Event;
import io.jenkins.plugins.stagegate.decision.ExecutionStatus;
import io.jenkins.plugins.stagegate.decision.PipelineState;
import io.jenkins.plugins.stagegate.decision.Recorded;
import io.jenkins.plugins.stagegate.local.UserException;
import io.jenkins.plugins.stagegate.local.host.Watcher;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;

/** Waits for the end of an execution. */
final class Following implements Watcher {
    private static final Map<Class<? extends Event>, ExecutionStatus> ENDS = Map.of(
            Event.ExecutionSucceeded.class, ExecutionStatus.SUCCEEDED,
            Event.ExecutionFailed.class, ExecutionStatus.FAILED,
            Event.ExecutionStopped.class, ExecutionStatus.STOPPED,
            Event.ExecutionSuperseded.class, ExecutionStatus.SUPERSEDED);

    private final Map<String, CompletableFuture<ExecutionStatus>> ends = new ConcurrentHashMap<>();
    private final CompletableFuture<IOException> trouble = new CompletableFuture<>();

    private CompletableFuture<ExecutionStatus> end(String execution) {
        return ends.computeIfAbsent(execution, id -> new CompletableFuture<>());
    }

    @Override
    public void happened(Recorded recorded, PipelineState after) {
        var status = ENDS.get(recorded.event().getClass());
        if (status != null) {
            end(((Event.OfExecution) recorded.event()).execution()).complete(status);
        }
    }

    @Override
    public void broken(IOException problem) {
        trouble.complete(problem);
    }

    /**
     * Waits for the end.
     *
     * @throws UserException if the journal could not be written, so that there will be none
     */
    ExecutionStatus await(String execution) throws UserException, InterruptedException {
        var end = end(execution);
        try {
            CompletableFuture.anyOf(end, trouble).get();
            if (end.isDone()) {
                return end.get();
            }
            throw UserException.failure(trouble.get().getMessage()
                    + "\nWhat runs goes on. When there is room again, `run` goes on with this execution.");
        } catch (ExecutionException e) {
            throw new IllegalStateException("the end of an execution cannot fail", e);
        }
    }

    /**
     * Waits for ever.
     *
     * @throws UserException if the journal could not be written
     */
    void awaitTrouble() throws UserException, InterruptedException {
        try {
            throw UserException.failure(trouble.get().getMessage()
                    + "\nWhat runs goes on. When there is room again, the next `serve` goes on with it.");
        } catch (ExecutionException e) {
            throw new IllegalStateException("trouble itself cannot fail", e);
        }
    }
}

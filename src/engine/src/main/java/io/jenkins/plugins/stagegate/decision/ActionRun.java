package io.jenkins.plugins.stagegate.decision;

import io.jenkins.plugins.stagegate.model.Artifact;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One go at an action.
 *
 * @param id the action execution's id
 * @param attempt the stage's attempt in which it started
 * @param configuration with every variable resolved
 * @param job what workers are offered on its behalf, if they perform it
 */
public record ActionRun(
        String id,
        String action,
        int attempt,
        ActionStatus status,
        Instant started,
        Instant lastChanged,
        String updatedBy,
        Map<String, String> configuration,
        List<Artifact> inputs,
        ActionOutcome outcome,
        Optional<ActionFailure> failure,
        Optional<ApprovalRequest> approval,
        Optional<Job> job) {
    ActionRun with(ActionStatus next, Instant at, String by, ActionOutcome product, Optional<ActionFailure> error) {
        return new ActionRun(
                id, action, attempt, next, started, at, by, configuration, inputs, product, error, approval, job);
    }

    ActionRun with(ActionProgress progress, Instant at) {
        var merged = new ActionOutcome(
                outcome.artifacts(), outcome.variables(), outcome.revision(), progress.over(outcome.progress()));
        return new ActionRun(
                id,
                action,
                attempt,
                status,
                started,
                at,
                updatedBy,
                configuration,
                inputs,
                merged,
                failure,
                approval,
                job);
    }

    ActionRun with(ApprovalRequest request, Instant at) {
        return new ActionRun(
                id,
                action,
                attempt,
                status,
                started,
                at,
                updatedBy,
                configuration,
                inputs,
                outcome,
                failure,
                Optional.of(request),
                job);
    }

    ActionRun with(Job next, Instant at) {
        return new ActionRun(
                id,
                action,
                attempt,
                status,
                started,
                at,
                updatedBy,
                configuration,
                inputs,
                outcome,
                failure,
                approval,
                Optional.of(next));
    }
}

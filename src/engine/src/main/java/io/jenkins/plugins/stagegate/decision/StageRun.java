package io.jenkins.plugins.stagegate.decision;

import io.jenkins.plugins.stagegate.model.Action;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One execution's passage through one stage, with all its attempts: history is added to, never overwritten.
 *
 * @param attempt 1 at first, one more with each retry
 * @param freshFrom the attempt since which results count: a retry of all actions starts afresh
 * @param retried when it was retried last
 * @param actions every go at every action, in the order of their starts
 * @param conditions every look at every condition, in the order of their starts
 * @param retryDue when it will be retried by itself
 * @param gates those that were imposed on the stage when the execution entered it, and when it was retried
 */
public record StageRun(
        String stage,
        StageStatus status,
        int attempt,
        int freshFrom,
        int automaticRetries,
        int manualRetries,
        Optional<RetryTrigger> latestRetry,
        Optional<Instant> retried,
        Instant entered,
        Instant lastChanged,
        List<ActionRun> actions,
        List<ConditionRun> conditions,
        Optional<Instant> retryDue,
        List<Action> gates) {
    public StageRun {
        actions = List.copyOf(actions);
        conditions = List.copyOf(conditions);
        // One from before there were gates has none.
        gates = gates == null ? List.of() : List.copyOf(gates);
    }

    static StageRun begin(String stage, StageStatus status, List<Action> gates, Instant at) {
        return new StageRun(
                stage,
                status,
                1,
                1,
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                at,
                at,
                List.of(),
                List.of(),
                Optional.empty(),
                gates);
    }

    /** The look at that condition in this attempt, if there was one. */
    public Optional<ConditionRun> condition(Hook hook, int index) {
        return conditions.stream()
                .filter(run -> run.hook() == hook && run.index() == index && run.attempt() == attempt)
                .findFirst();
    }

    /** The condition that is being looked at, if one is. */
    public Optional<ConditionRun> openCondition() {
        return conditions.stream()
                .filter(run -> run.status() == ConditionStatus.IN_PROGRESS)
                .findFirst();
    }

    /** The last go at the action that still counts, if any. */
    public Optional<ActionRun> current(String action) {
        for (int i = actions.size() - 1; i >= 0; i--) {
            ActionRun run = actions.get(i);
            if (run.action().equals(action)) {
                return run.attempt() >= freshFrom ? Optional.of(run) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** The last go at the action, whether or not it still counts. */
    public Optional<ActionRun> latest(String action) {
        for (int i = actions.size() - 1; i >= 0; i--) {
            if (actions.get(i).action().equals(action)) {
                return Optional.of(actions.get(i));
            }
        }
        return Optional.empty();
    }

    /** How often it was retried, by whomever. */
    public int retries() {
        return automaticRetries + manualRetries;
    }

    /** Whether an action runs. */
    public boolean busy() {
        return actions.stream().anyMatch(run -> run.status() == ActionStatus.IN_PROGRESS);
    }

    StageRun with(StageStatus next, Instant at) {
        return new StageRun(
                stage,
                next,
                attempt,
                freshFrom,
                automaticRetries,
                manualRetries,
                latestRetry,
                retried,
                entered,
                at,
                actions,
                conditions,
                retryDue,
                gates);
    }

    StageRun with(List<ActionRun> runs, Instant at) {
        return new StageRun(
                stage,
                status,
                attempt,
                freshFrom,
                automaticRetries,
                manualRetries,
                latestRetry,
                retried,
                entered,
                at,
                runs,
                conditions,
                retryDue,
                gates);
    }

    StageRun withConditions(List<ConditionRun> runs, Instant at) {
        return new StageRun(
                stage,
                status,
                attempt,
                freshFrom,
                automaticRetries,
                manualRetries,
                latestRetry,
                retried,
                entered,
                at,
                actions,
                runs,
                retryDue,
                gates);
    }

    StageRun due(Instant retry, Instant at) {
        return new StageRun(
                stage,
                status,
                attempt,
                freshFrom,
                automaticRetries,
                manualRetries,
                latestRetry,
                retried,
                entered,
                at,
                actions,
                conditions,
                Optional.of(retry),
                gates);
    }

    StageRun plus(ActionRun run, Instant at) {
        var runs = new ArrayList<>(actions);
        runs.add(run);
        return with(runs, at);
    }

    StageRun replacing(ActionRun changed, Instant at) {
        return with(
                actions.stream()
                        .map(run -> run.id().equals(changed.id()) ? changed : run)
                        .toList(),
                at);
    }
}

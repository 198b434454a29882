package io.jenkins.plugins.stagegate.decision;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One look at a condition.
 *
 * @param index which of the hook's conditions it is, from 0
 * @param attempt the stage's attempt in which it was looked at: every attempt looks anew
 * @param rules those that were looked at so far
 */
public record ConditionRun(
        Hook hook, int index, int attempt, ConditionStatus status, Instant lastChanged, List<RuleRun> rules) {
    public ConditionRun {
        rules = List.copyOf(rules);
    }

    /** The look at that rule, if there was one. */
    public Optional<RuleRun> rule(String name) {
        return rules.stream().filter(run -> run.rule().equals(name)).findFirst();
    }

    ConditionRun with(ConditionStatus next, Instant at) {
        return new ConditionRun(hook, index, attempt, next, at, rules);
    }

    ConditionRun plus(RuleRun rule, Instant at) {
        var all = new ArrayList<>(rules);
        all.add(rule);
        return new ConditionRun(hook, index, attempt, status, at, all);
    }

    ConditionRun replacing(RuleRun changed, Instant at) {
        return new ConditionRun(
                hook,
                index,
                attempt,
                status,
                at,
                rules.stream()
                        .map(run -> run.id().equals(changed.id()) ? changed : run)
                        .toList());
    }
}

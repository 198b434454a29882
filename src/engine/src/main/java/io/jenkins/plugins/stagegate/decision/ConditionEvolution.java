package io.jenkins.plugins.stagegate.decision;

import io.jenkins.plugins.stagegate.decision.Event.OfCondition;
import io.jenkins.plugins.stagegate.decision.Event.OfRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What an event of a condition makes of its execution. */
final class ConditionEvolution {
    private ConditionEvolution() {}

    static Execution change(Execution execution, OfCondition happened, Instant at) {
        var stage = execution.stages().get(happened.stage());
        if (happened instanceof Event.ConditionStarted event) {
            var begun = new ConditionRun(
                    event.hook(), event.index(), event.attempt(), Lifecycles.CONDITION.first(event), at, List.of());
            var all = new ArrayList<>(stage.conditions());
            all.add(begun);
            return execution.with(stage.withConditions(all, at), at);
        }
        var before = stage.condition(happened.hook(), happened.index())
                .orElseThrow(() -> new IllegalStateException("no condition " + happened.hook()));
        var after = happened instanceof OfRule event
                ? change(before, event, at)
                : before.with(Lifecycles.CONDITION.next(before.status(), happened), at);
        var all = stage.conditions().stream()
                .map(run -> run.equals(before) ? after : run)
                .toList();
        return execution.with(stage.withConditions(all, at), at);
    }

    private static ConditionRun change(ConditionRun condition, OfRule happened, Instant at) {
        if (happened instanceof Event.RuleStarted event) {
            var begun = new RuleRun(
                    event.ruleExecution(),
                    event.rule(),
                    Lifecycles.RULE.first(event),
                    at,
                    at,
                    event.expires(),
                    event.configuration(),
                    "");
            return condition.plus(begun, at);
        }
        var rule = condition.rules().stream()
                .filter(run -> run.id().equals(happened.ruleExecution()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no rule execution " + happened.ruleExecution()));
        return condition.replacing(rule.with(Lifecycles.RULE.next(rule.status(), happened), summary(happened), at), at);
    }

    private static String summary(OfRule happened) {
        if (happened instanceof Event.RuleSucceeded event) {
            return event.summary();
        }
        return happened instanceof Event.RuleFailed event ? event.summary() : "";
    }
}

package io.jenkins.plugins.stagegate.api;

import static io.jenkins.plugins.stagegate.api.Shapes.array;
import static io.jenkins.plugins.stagegate.api.Shapes.object;
import static io.jenkins.plugins.stagegate.api.Shapes.time;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.stagegate.decision.ConditionRun;
import io.jenkins.plugins.stagegate.decision.Hook;
import io.jenkins.plugins.stagegate.decision.RuleRun;
import io.jenkins.plugins.stagegate.decision.StageRun;
import io.jenkins.plugins.stagegate.model.Stage;
import java.util.List;
import java.util.Map;

/** {@code StageConditionState} of each hook that a stage has conditions for. */
final class ConditionView {
    private static final Map<Hook, String> MEMBERS = Map.of(
            Hook.BEFORE_ENTRY, "beforeEntryConditionState",
            Hook.ON_SUCCESS, "onSuccessConditionState",
            Hook.ON_FAILURE, "onFailureConditionState");

    private ConditionView() {}

    static void put(ObjectNode node, Stage stage, StageRun run) {
        for (Hook hook : Hook.values()) {
            var looks = run.conditions().stream()
                    .filter(look -> look.hook() == hook && look.attempt() == run.attempt())
                    .toList();
            if (!hook.conditions(stage).isEmpty() && !looks.isEmpty()) {
                node.set(MEMBERS.get(hook), state(looks));
            }
        }
    }

    private static ObjectNode state(List<ConditionRun> looks) {
        var last = looks.get(looks.size() - 1);
        var node = object();
        node.set("latestExecution", object().put("status", last.status().label()));
        node.set("conditionStates", array(looks, look -> {
            var one = object();
            one.set(
                    "latestExecution",
                    object().put("status", look.status().label()).put("lastStatusChange", time(look.lastChanged())));
            one.set("ruleStates", array(look.rules(), ConditionView::rule));
            return one;
        }));
        return node;
    }

    private static ObjectNode rule(RuleRun rule) {
        var latest = object().put("ruleExecutionId", rule.id())
                .put("status", rule.status().label())
                .put("lastStatusChange", time(rule.lastChanged()));
        Shapes.put(latest, "summary", rule.summary());
        return object().put("ruleName", rule.rule()).set("latestExecution", latest);
    }
}

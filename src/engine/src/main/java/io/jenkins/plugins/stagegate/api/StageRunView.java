package io.jenkins.plugins.stagegate.api;

import static io.jenkins.plugins.stagegate.api.Shapes.array;
import static io.jenkins.plugins.stagegate.api.Shapes.object;
import static io.jenkins.plugins.stagegate.api.Shapes.put;
import static io.jenkins.plugins.stagegate.api.Shapes.time;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.stagegate.decision.ConditionRun;
import io.jenkins.plugins.stagegate.decision.StageRun;

/** An execution's passage through a stage: since when it holds or until when it held it, and what was looked at there. */
final class StageRunView {
    private StageRunView() {}

    static ObjectNode of(StageRun run) {
        var node = object().put("stageName", run.stage())
                .put("status", run.status().label())
                .put("attempt", run.attempt())
                .put("entered", time(run.entered()))
                .put("lastChanged", time(run.lastChanged()));
        run.retryDue().ifPresent(due -> node.put("retryDue", time(due)));
        node.set("conditions", array(run.conditions(), StageRunView::condition));
        return node;
    }

    private static ObjectNode condition(ConditionRun run) {
        var node = object().put("conditionType", run.hook().name())
                .put("status", run.status().label())
                .put("attempt", run.attempt())
                .put("lastChanged", time(run.lastChanged()));
        node.set("rules", array(run.rules(), rule -> {
            var one = object().put("ruleName", rule.rule())
                    .put("status", rule.status().label())
                    .put("startTime", time(rule.started()))
                    .put("lastChanged", time(rule.lastChanged()));
            put(one, "summary", rule.summary());
            return one;
        }));
        return node;
    }
}

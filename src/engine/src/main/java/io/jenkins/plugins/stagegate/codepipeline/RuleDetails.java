package io.jenkins.plugins.stagegate.codepipeline;

import static io.jenkins.plugins.stagegate.codepipeline.Operation.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.stagegate.decision.ConditionRun;
import io.jenkins.plugins.stagegate.decision.Execution;
import io.jenkins.plugins.stagegate.decision.PipelineState;
import io.jenkins.plugins.stagegate.decision.RuleRun;
import io.jenkins.plugins.stagegate.decision.StageRun;
import io.jenkins.plugins.stagegate.model.Rule;
import io.jenkins.plugins.stagegate.model.Stage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code RuleExecutionDetail}: one look at a rule. */
final class RuleDetails {
    private RuleDetails() {}

    /** All looks at rules in an execution, the newest first. */
    static List<ObjectNode> of(PipelineState state, Execution execution) {
        record Found(StageRun stage, ConditionRun condition, RuleRun rule) {}
        var found = new ArrayList<Found>();
        for (StageRun stage : execution.stages().values()) {
            for (ConditionRun condition : stage.conditions()) {
                condition.rules().forEach(rule -> found.add(new Found(stage, condition, rule)));
            }
        }
        found.sort(Comparator.comparing((Found one) -> one.rule().started()).reversed());
        return found.stream()
                .map(one -> {
                    var declared = Optional.ofNullable(state.definitionOf(execution))
                            .flatMap(definition -> definition.stage(one.stage().stage()))
                            .flatMap(stage -> declared(stage, one.condition(), one.rule()));
                    return detail(execution, one.stage(), one.rule(), declared);
                })
                .toList();
    }

    private static Optional<Rule> declared(Stage stage, ConditionRun condition, RuleRun rule) {
        return condition.hook().conditions(stage).stream()
                .skip(condition.index())
                .limit(1)
                .flatMap(one -> one.rules().stream())
                .filter(one -> one.name().equals(rule.rule()))
                .findFirst();
    }

    private static ObjectNode detail(Execution execution, StageRun stage, RuleRun rule, Optional<Rule> declared) {
        var node = object().put("pipelineExecutionId", execution.id())
                .put("ruleExecutionId", rule.id())
                .put("pipelineVersion", execution.start().version())
                .put("stageName", stage.stage())
                .put("ruleName", rule.rule())
                .put("startTime", rule.started().toString())
                .put("lastUpdateTime", rule.lastChanged().toString())
                .put("status", rule.status().label());
        var input = node.putObject("input");
        declared.ifPresent(one -> {
            input.set("ruleTypeId", type(one.provider()));
            input.set("configuration", map(one.configuration()));
        });
        input.set("resolvedConfiguration", map(rule.configuration()));
        node.putObject("output").putObject("executionResult").put("externalExecutionSummary", rule.summary());
        return node;
    }

    static ObjectNode type(String provider) {
        return object().put("category", "Rule")
                .put("owner", "AWS")
                .put("provider", provider)
                .put("version", "1");
    }

    private static ObjectNode map(Map<String, String> map) {
        var node = object();
        map.forEach(node::put);
        return node;
    }
}

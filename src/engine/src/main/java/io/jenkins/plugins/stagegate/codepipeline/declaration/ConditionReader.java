package io.jenkins.plugins.stagegate.codepipeline.declaration;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.stagegate.model.ActionType;
import io.jenkins.plugins.stagegate.model.Condition;
import io.jenkins.plugins.stagegate.model.FailureResponse;
import io.jenkins.plugins.stagegate.model.FailureResponse.AutomaticRetry;
import io.jenkins.plugins.stagegate.model.RetryMode;
import io.jenkins.plugins.stagegate.model.Rule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what a stage says of conditions, and of its failure. */
final class ConditionReader {
    private final Performers performers;

    ConditionReader(Performers performers) {
        this.performers = performers;
    }

    /** {@code beforeEntry} or {@code onSuccess}. */
    List<Condition> read(JsonNode hook) {
        var conditions = new ArrayList<Condition>();
        for (JsonNode condition : hook.path("conditions")) {
            var rules = new ArrayList<Rule>();
            condition.path("rules").forEach(rule -> rules.add(rule(rule)));
            conditions.add(new Condition(
                    Condition.Result.valueOf(condition.path("result").asText("FAIL")), rules));
        }
        return conditions;
    }

    private Rule rule(JsonNode rule) {
        var provider = rule.at("/ruleTypeId/provider").asText();
        var settings = Nodes.map(rule.path("configuration"));
        var standIn = performers
                .find("Rule", provider, Map.of())
                .filter(performer -> !performer.commands().isEmpty());
        return new Rule(
                rule.path("name").asText(),
                standIn.isPresent() ? ActionType.COMMANDS : provider,
                standIn.isPresent() ? Map.of() : settings,
                standIn.map(performer -> performer.commands(settings)).orElse(Nodes.texts(rule.path("commands"))),
                Nodes.each(rule.path("inputArtifacts"), "name"),
                Nodes.minutes(rule));
    }

    /** {@code onFailure}. */
    Optional<FailureResponse> onFailure(JsonNode hook) {
        if (hook.isMissingNode() || hook.isNull()) {
            return Optional.empty();
        }
        var conditions = read(hook);
        var result = hook.path("result").asText();
        boolean rollback = result.equals("ROLLBACK")
                || conditions.stream().anyMatch(condition -> condition.result() == Condition.Result.ROLLBACK);
        var mode = hook.at("/retryConfiguration/retryMode").asText(RetryMode.FAILED_ACTIONS.name());
        var retry = result.equals("RETRY") || hook.has("retryConfiguration")
                ? Optional.of(new AutomaticRetry(RetryMode.valueOf(mode), 1, Duration.ZERO))
                : Optional.<AutomaticRetry>empty();
        return Optional.of(new FailureResponse(retry, rollback, conditions));
    }
}

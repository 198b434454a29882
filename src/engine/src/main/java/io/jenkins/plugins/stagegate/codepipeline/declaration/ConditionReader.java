package io.jenkins.plugins.stagegate.codepipeline.declaration;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.stagegate.model.Condition;
import io.jenkins.plugins.stagegate.model.FailureResponse;
import io.jenkins.plugins.stagegate.model.FailureResponse.AutomaticRetry;
import io.jenkins.plugins.stagegate.model.RetryMode;
import io.jenkins.plugins.stagegate.model.Rule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what a stage says of conditions, and of its failure. */
final class ConditionReader {
    private ConditionReader() {}

    /** {@code beforeEntry} or {@code onSuccess}. */
    static List<Condition> conditions(JsonNode hook) {
        var conditions = new ArrayList<Condition>();
        for (JsonNode condition : hook.path("conditions")) {
            var rules = new ArrayList<Rule>();
            condition.path("rules").forEach(rule -> rules.add(rule(rule)));
            conditions.add(new Condition(
                    Condition.Result.valueOf(condition.path("result").asText("FAIL")), rules));
        }
        return conditions;
    }

    private static Rule rule(JsonNode rule) {
        return new Rule(
                rule.path("name").asText(),
                rule.at("/ruleTypeId/provider").asText(),
                Nodes.map(rule.path("configuration")),
                Nodes.texts(rule.path("commands")),
                Nodes.each(rule.path("inputArtifacts"), "name"),
                Nodes.minutes(rule));
    }

    /** {@code onFailure}. */
    static Optional<FailureResponse> onFailure(JsonNode hook) {
        if (hook.isMissingNode() || hook.isNull()) {
            return Optional.empty();
        }
        var conditions = conditions(hook);
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

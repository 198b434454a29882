package io.jenkins.plugins.stagegate.scenario;

import io.jenkins.plugins.stagegate.model.Condition;
import io.jenkins.plugins.stagegate.model.FailureResponse;
import io.jenkins.plugins.stagegate.model.FailureResponse.AutomaticRetry;
import io.jenkins.plugins.stagegate.model.RetryMode;
import io.jenkins.plugins.stagegate.model.Rule;
import io.jenkins.plugins.stagegate.model.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The conditions of a scenario's stages.
 *
 * <pre>
 * entry Deploy: window * * 9-16 ? * MON-FRI, Europe/Berlin -> FAIL
 * entry Deploy: check #{variables.REGION} EQ eu -> SKIP
 * success Deploy: HttpCheck -> ROLLBACK
 * failure Deploy: retry FAILED_ACTIONS 2 10
 * failure Deploy: rollback
 * failure Deploy: HttpCheck -> ROLLBACK
 * </pre>
 */
final class StageRules {
    private StageRules() {}

    static void read(String text, List<Stage> stages) {
        var parts = text.split("[ :]+", 3);
        for (int i = 0; i < stages.size(); i++) {
            if (stages.get(i).name().equals(parts[1])) {
                stages.set(i, with(stages.get(i), parts[0], parts[2]));
            }
        }
    }

    private static Stage with(Stage stage, String hook, String text) {
        var entry = new ArrayList<>(stage.beforeEntry());
        var success = new ArrayList<>(stage.onSuccess());
        var failure = stage.onFailure();
        switch (hook) {
            case "entry" -> entry.add(condition(text));
            case "success" -> success.add(condition(text));
            default -> failure = Optional.of(response(failure, text));
        }
        return new Stage(stage.name(), stage.actions(), entry, success, failure);
    }

    private static FailureResponse response(Optional<FailureResponse> before, String text) {
        var known = before.orElse(new FailureResponse(Optional.empty(), false, List.of()));
        if (text.startsWith("retry ")) {
            var words = text.split(" ");
            var retry = new AutomaticRetry(
                    RetryMode.valueOf(words[1]),
                    Integer.parseInt(words[2]),
                    Duration.ofMinutes(Long.parseLong(words[3])));
            return new FailureResponse(Optional.of(retry), known.rollback(), known.conditions());
        }
        return new FailureResponse(known.retry(), true, text.equals("rollback") ? List.of() : List.of(condition(text)));
    }

    private static Condition condition(String text) {
        var parts = text.split(" -> ", 2);
        return new Condition(Condition.Result.valueOf(parts[1]), List.of(rule(parts[0])));
    }

    private static Rule rule(String text) {
        if (text.startsWith("window ")) {
            var window = text.substring(7).split(", ", 2);
            return rule("DeploymentWindow", Map.of("Cron", window[0], "TimeZone", window[1]));
        }
        if (text.startsWith("check ")) {
            var words = text.split(" ", 4);
            return rule("VariableCheck", Map.of("Variable", words[1], "Operator", words[2], "Value", words[3]));
        }
        return rule(text, Map.of());
    }

    private static Rule rule(String provider, Map<String, String> configuration) {
        return new Rule(provider, provider, configuration, List.of(), List.of(), Optional.empty());
    }
}

package io.jenkins.plugins.stagegate.local.importing;

import static io.jenkins.plugins.stagegate.local.importing.Lines.quoted;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Writes the conditions of a stage. */
final class Conditions {
    private static final Set<String> OPERATORS = Set.of("EQ", "NE", "CONTAINS", "MATCHES");

    private final Lines lines;
    private final List<String> notes = new ArrayList<>();

    Conditions(Lines lines) {
        this.lines = lines;
    }

    /** What has to be looked at by hand. */
    List<String> notes() {
        return notes;
    }

    void write(JsonNode stage) {
        for (String hook : new String[] {"beforeEntry", "onSuccess"}) {
            for (JsonNode condition : stage.path(hook).path("conditions")) {
                lines.block(hook, () -> {
                    condition.path("rules").forEach(this::rule);
                    var result = condition.path("result").asText("FAIL");
                    if (!result.equals("FAIL")) {
                        lines.add("result " + result);
                    }
                });
            }
        }
        if (stage.path("onFailure").isObject()) {
            lines.block("onFailure", () -> onFailure(stage.path("onFailure")));
        }
    }

    private void onFailure(JsonNode hook) {
        boolean rollback = hook.path("result").asText().equals("ROLLBACK");
        if (hook.path("result").asText().equals("RETRY") || hook.has("retryConfiguration")) {
            var mode = hook.path("retryConfiguration").path("retryMode").asText();
            lines.add("retry(" + (mode.isEmpty() ? "" : "mode: " + mode) + ")");
        }
        for (JsonNode condition : hook.path("conditions")) {
            condition.path("rules").forEach(this::rule);
            rollback |= condition.path("result").asText().equals("ROLLBACK");
        }
        if (rollback) {
            lines.add("rollback()");
        }
    }

    private void rule(JsonNode rule) {
        var settings = rule.path("configuration");
        var name = "name: " + quoted(rule.path("name").asText())
                + (rule.has("timeoutInMinutes")
                        ? ", timeout: '" + rule.path("timeoutInMinutes").asText() + "m'"
                        : "");
        var provider = rule.path("ruleTypeId").path("provider").asText();
        switch (provider) {
            case "VariableCheck" -> {
                lines.add("variableCheck variable: "
                        + quoted(settings.path("Variable").asText()) + ", operator: "
                        + operator(rule) + ", value: "
                        + quoted(settings.path("Value").asText()) + ", " + name);
            }
            case "DeploymentWindow" ->
                lines.add("deploymentWindow cron: "
                        + quoted(settings.path("Cron").asText())
                        + (settings.has("TimeZone")
                                ? ", timeZone: "
                                        + quoted(settings.path("TimeZone").asText())
                                : "")
                        + ", " + name);
            case "Commands" -> {
                var inputs = Lines.all(rule.path("inputArtifacts"), "name");
                lines.add("commands " + quoted(rule.path("commands")) + ", " + name
                        + (inputs.isEmpty()
                                ? ""
                                : ", input: ["
                                        + String.join(
                                                ", ",
                                                inputs.stream()
                                                        .map(Lines::quoted)
                                                        .toList()) + "]"));
            }
            default -> {
                lines.comment("No host has this rule, so it counts as not met.");
                lines.add("rule " + quoted(provider) + ", " + name + Lines.settings(settings));
                notes.add("The rule " + rule.path("name").asText() + " (" + provider
                        + ") is not here, so it counts as not met: make commands or a variableCheck of it, or have a plugin"
                        + " perform it.");
            }
        }
    }

    private String operator(JsonNode rule) {
        var operator = rule.path("configuration").path("Operator").asText("EQ");
        if (OPERATORS.contains(operator)) {
            return operator;
        }
        notes.add("The operator of the rule " + rule.path("name").asText() + " is EQ, since " + operator
                + " is none: there are " + String.join(", ", new TreeSet<>(OPERATORS)) + ".");
        return "EQ";
    }
}

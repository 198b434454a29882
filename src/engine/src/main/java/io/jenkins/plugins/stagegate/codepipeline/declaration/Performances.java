package io.jenkins.plugins.stagegate.codepipeline.declaration;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.stagegate.model.Action;
import io.jenkins.plugins.stagegate.model.ActionType;
import io.jenkins.plugins.stagegate.model.BuildSettings;
import io.jenkins.plugins.stagegate.model.FailureResponse;
import io.jenkins.plugins.stagegate.model.Rule;
import io.jenkins.plugins.stagegate.model.Stage;
import io.jenkins.plugins.stagegate.trigger.TriggerText;
import java.util.ArrayList;
import java.util.List;

/** What performs the actions and the rules of a declaration, and what starts it, in lines. */
public final class Performances {
    /** What CodePipeline calls a stage's conditions. */
    private static final List<String> HOOKS = List.of("beforeEntry", "onSuccess", "onFailure");

    private Performances() {}

    /** One line each: where it is, what it is called there, and what stands in for it. */
    public static List<String> of(Declaration declaration) {
        var lines = new ArrayList<String>();
        var stages = declaration.pipeline().stages();
        for (int i = 0; i < stages.size(); i++) {
            for (int j = 0; j < stages.get(i).actions().size(); j++) {
                var id = declaration.document().at("/stages/" + i + "/actions/" + j + "/actionTypeId");
                var action = stages.get(i).actions().get(j);
                lines.add(stages.get(i).name() + "/" + action.name() + ": " + name(id) + " -> " + performance(action));
            }
            for (String hook : HOOKS) {
                var where = "/stages/" + i + "/" + hook + "/conditions";
                rules(lines, stages.get(i), hook, declaration.document().at(where));
            }
        }
        declaration.pipeline().triggers().forEach(trigger -> lines.add("starts by " + TriggerText.of(trigger)));
        return lines;
    }

    private static void rules(List<String> lines, Stage stage, String hook, JsonNode declared) {
        var conditions = hook.equals("beforeEntry")
                ? stage.beforeEntry()
                : hook.equals("onSuccess")
                        ? stage.onSuccess()
                        : stage.onFailure().map(FailureResponse::conditions).orElse(List.of());
        for (int i = 0; i < conditions.size(); i++) {
            var rules = conditions.get(i).rules();
            for (int j = 0; j < rules.size(); j++) {
                var id = declared.at("/" + i + "/rules/" + j + "/ruleTypeId");
                lines.add(stage.name() + "/" + hook + "/" + rules.get(j).name() + ": " + name(id) + " -> "
                        + performance(rules.get(j)));
            }
        }
    }

    private static String performance(Rule rule) {
        return switch (rule.provider()) {
            case "VariableCheck", "DeploymentWindow" -> "the same rule";
            case "HttpCheck" -> "a request over HTTP";
            case ActionType.COMMANDS -> "commands";
            default -> "never met: nothing stands in for it";
        };
    }

    private static String name(JsonNode id) {
        return id.path("category").asText() + "/" + id.path("provider").asText();
    }

    private static String performance(Action action) {
        if (BuildSettings.has(action.type())) {
            return build(action);
        }
        if (action.type().owner().equals("Custom")) {
            return worker(action);
        }
        return switch (action.type().provider()) {
            case ActionType.GIT ->
                "git " + action.configuration().getOrDefault("url", "")
                        + ("true".equals(action.configuration().get("fullClone")) ? ", with its history" : "");
            case ActionType.COMMANDS -> "commands";
            case ActionType.MANUAL -> "an approval";
            case ActionType.FOLDER -> "the folder " + action.configuration().getOrDefault("path", "");
            case ActionType.IMAGE -> "the image " + action.configuration().getOrDefault("image", "");
            case ActionType.S3 -> "objects of S3";
            case ActionType.PIPELINE ->
                "what the pipeline " + action.configuration().getOrDefault("pipeline", "") + " has released";
            case ActionType.CODE_PIPELINE ->
                "a start of the pipeline " + action.configuration().getOrDefault("PipelineName", "");
            default -> worker(action);
        };
    }

    private static String worker(Action action) {
        return "a job worker of " + action.type().owner() + "/" + action.type().provider();
    }

    private static String build(Action action) {
        var settings = BuildSettings.of(action);
        var primary = settings.ordered(action.inputs(), name -> name).get(0);
        return (settings.text().isPresent()
                        ? "the buildspec of the action"
                        : "the " + settings.file() + " of " + primary)
                + ", run here";
    }
}

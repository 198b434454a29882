package io.jenkins.plugins.stagegate.codepipeline.declaration;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.stagegate.model.Action;
import io.jenkins.plugins.stagegate.model.ActionType;
import io.jenkins.plugins.stagegate.model.BuildSettings;
import java.util.ArrayList;
import java.util.List;

/** What performs the actions of a declaration, in lines. */
public final class Performances {
    private Performances() {}

    /** One line an action: where it is, what it is called there, and what stands in for it. */
    public static List<String> of(Declaration declaration) {
        var lines = new ArrayList<String>();
        var stages = declaration.pipeline().stages();
        for (int i = 0; i < stages.size(); i++) {
            for (int j = 0; j < stages.get(i).actions().size(); j++) {
                var id = declaration.document().at("/stages/" + i + "/actions/" + j + "/actionTypeId");
                var action = stages.get(i).actions().get(j);
                lines.add(stages.get(i).name() + "/" + action.name() + ": " + name(id) + " -> " + performance(action));
            }
        }
        return lines;
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
            case ActionType.GIT -> "git " + action.configuration().getOrDefault("url", "");
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

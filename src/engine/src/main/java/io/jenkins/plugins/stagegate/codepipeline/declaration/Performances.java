package io.jenkins.plugins.stagegate.codepipeline.declaration;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.stagegate.model.Action;
import io.jenkins.plugins.stagegate.model.ActionType;
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
        return switch (action.type().provider()) {
            case ActionType.GIT -> "git " + action.configuration().getOrDefault("url", "");
            case ActionType.COMMANDS -> "commands";
            case ActionType.MANUAL -> "an approval";
            default ->
                "a job worker of " + action.type().owner() + "/" + action.type().provider();
        };
    }
}

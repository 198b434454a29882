package io.jenkins.plugins.stagegate.local.importing;

import static io.jenkins.plugins.stagegate.local.importing.Lines.quoted;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Writes what starts a pipeline: the triggers of a declaration, and those that it does not say. */
record Triggers(JsonNode declaration) {
    private static final List<String> KINDS = List.of("push", "pullRequest");

    void write(Lines lines) {
        var unsaid = new UnsaidTriggers(declaration).actions();
        if (!declaration.path("triggers").isEmpty() || !unsaid.isEmpty()) {
            lines.block("triggers", () -> {
                declaration.path("triggers").forEach(trigger -> write(trigger.path("gitConfiguration"), lines));
                unsaid.forEach(name -> lines.add("push { sourceAction " + quoted(name) + " }"));
            });
        }
    }

    /** One without any filter is about every push. */
    private static void write(JsonNode git, Lines lines) {
        var source = git.path("sourceActionName").asText();
        if (KINDS.stream().allMatch(kind -> git.path(kind).isEmpty())) {
            lines.block("push", () -> sourceAction(source, lines));
        }
        for (String kind : KINDS) {
            for (JsonNode filter : git.path(kind)) {
                lines.block(kind, () -> {
                    sourceAction(source, lines);
                    if (!filter.path("events").isEmpty()) {
                        lines.add("events " + String.join(", ", Lines.all(filter.path("events"))));
                    }
                    List.of("branches", "tags", "filePaths").forEach(what -> patterns(what, filter.path(what), lines));
                });
            }
        }
    }

    private static void sourceAction(String name, Lines lines) {
        if (!name.isEmpty()) {
            lines.add("sourceAction " + quoted(name));
        }
    }

    private static void patterns(String what, JsonNode criteria, Lines lines) {
        var parts = new ArrayList<String>();
        if (!criteria.path("includes").isEmpty()) {
            parts.add("include: [" + quoted(criteria.path("includes")) + "]");
        }
        if (!criteria.path("excludes").isEmpty()) {
            parts.add("exclude: [" + quoted(criteria.path("excludes")) + "]");
        }
        if (!parts.isEmpty()) {
            lines.add(what + " " + String.join(", ", parts));
        }
    }
}

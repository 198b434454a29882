package io.jenkins.plugins.stagegate.local.importing;

import static io.jenkins.plugins.stagegate.local.importing.Lines.quoted;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.stagegate.local.UserException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of somebody's definition.
 *
 * @param jenkinsfile the pipeline in our language, with comments where a decision was taken
 * @param notes what has to be looked at by hand, in sentences
 */
public record Import(String jenkinsfile, List<String> notes) {
    /**
     * Turns a definition into a {@code Jenkinsfile}.
     *
     * @param file its name, which also says its kind
     * @param resource which pipeline of a template is meant, if it has several; else empty
     * @throws UserException if there is no pipeline in it
     */
    public static Import of(String file, String text, String resource) throws UserException {
        return of(file, text, resource, Map.of());
    }

    /**
     * Turns a definition into a {@code Jenkinsfile}.
     *
     * @param file its name, which also says its kind
     * @param resource which pipeline of a template is meant, if it has several; else empty
     * @param besides texts of other files that belong to it, by name: those of a folder of Terraform's
     * @throws UserException if there is no pipeline in it
     */
    public static Import of(String file, String text, String resource, Map<String, String> besides)
            throws UserException {
        var template = Template.read(file, text, besides, resource);
        flatten(template.declaration());
        var names = new Names();
        names.mend(template.declaration());
        var lines = new Lines();
        var actions = new Actions(lines, template.declaration());
        var conditions = new Conditions(lines);
        lines.block("releasePipeline", () -> pipeline(template.declaration(), lines, actions, conditions));
        var notes = new ArrayList<String>();
        template.open().ifPresent(open -> notes.addAll(open.notes(lines.toString())));
        names.note().ifPresent(notes::add);
        notes.addAll(actions.notes());
        notes.addAll(conditions.notes());
        notes.addAll(new UnsaidTriggers(template.declaration()).notes());
        for (JsonNode closed : template.declaration().path("disableInboundStageTransitions")) {
            notes.add("The way into " + closed.path("stageName").asText() + " is closed there (\""
                    + closed.path("reason").asText() + "\"). Close it here: disable-stage-transition.");
        }
        notes.add("Roles, regions and artifact stores are left out: agents, credentials and the host's own store do"
                + " their work.");
        var head = new Lines();
        head.comment("Imported from " + file + ", pipeline " + template.name() + ".");
        notes.forEach(note -> head.comment("- " + note));
        return new Import(head.toString() + lines, List.copyOf(notes));
    }

    /** A setting is a text; a template may say it as an object, which is sent as JSON. */
    private static void flatten(JsonNode declaration) {
        for (JsonNode stage : declaration.path("stages")) {
            for (JsonNode action : stage.path("actions")) {
                if (action.path("configuration") instanceof ObjectNode settings) {
                    settings.properties().stream()
                            .filter(setting -> setting.getValue().isContainerNode()
                                    && !setting.getKey().equals(BuildProjects.VARIABLES))
                            .forEach(setting -> setting.setValue(JsonNodeFactory.instance.textNode(
                                    setting.getValue().toString())));
                }
            }
        }
    }

    private static void pipeline(JsonNode declaration, Lines lines, Actions actions, Conditions conditions) {
        var mode = declaration.path("executionMode").asText();
        if (!mode.isEmpty()) {
            lines.add("executionMode " + mode);
        }
        if (!declaration.path("variables").isEmpty()) {
            lines.block(
                    "variables", () -> declaration.path("variables").forEach(variable -> variable(variable, lines)));
        }
        new Triggers(declaration).write(lines);
        lines.block(
                "stages", () -> declaration.path("stages").forEach(stage -> stage(stage, lines, actions, conditions)));
    }

    private static void variable(JsonNode variable, Lines lines) {
        var line =
                new StringBuilder("string ").append(quoted(variable.path("name").asText()));
        for (String setting : List.of("defaultValue", "description")) {
            if (!variable.path(setting).asText().isEmpty()) {
                line.append(", ")
                        .append(setting)
                        .append(": ")
                        .append(quoted(variable.path(setting).asText()));
            }
        }
        lines.add(line.toString());
    }

    private static void stage(JsonNode stage, Lines lines, Actions actions, Conditions conditions) {
        var groups = new TreeMap<Integer, List<JsonNode>>();
        stage.path("actions").forEach(action -> groups.computeIfAbsent(
                        action.path("runOrder").asInt(1), order -> new ArrayList<>())
                .add(action));
        lines.block("stage(" + quoted(stage.path("name").asText()) + ")", () -> {
            for (List<JsonNode> group : groups.values()) {
                if (group.size() == 1) {
                    actions.write(group.get(0));
                } else {
                    lines.block("actionGroup", () -> group.forEach(actions::write));
                }
            }
            conditions.write(stage);
        });
    }
}

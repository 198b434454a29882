package io.jenkins.plugins.stagegate.local.importing;

import static io.jenkins.plugins.stagegate.local.importing.Lines.quoted;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.stagegate.model.BuildSettings;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;

/** Writes what an action of CodeBuild says. */
final class BuildImport {
    private static final JsonMapper MAPPER = new JsonMapper();

    private BuildImport() {}

    static boolean isBatch(JsonNode action) {
        return action.path("configuration").path(BuildSettings.BATCH).asBoolean();
    }

    static void write(JsonNode action, Lines lines) {
        var configuration = action.path("configuration");
        inputs(action, configuration.path(BuildSettings.PRIMARY).asText(), lines);
        var project = configuration.path(BuildSettings.PROJECT).asText();
        var buildspec = configuration.path(BuildSettings.BUILDSPEC).asText().replaceFirst("^\\./", "");
        boolean text = buildspec.contains("\n");
        if (text) {
            lines.comment("The buildspec of the action itself; make a file of it:")
                    .comment(buildspec);
        } else if (buildspec.startsWith("arn:")) {
            lines.comment("The buildspec is in S3; make a file of it: " + buildspec);
        }
        var words = new ArrayList<String>();
        boolean usual = buildspec.isBlank() || buildspec.equals(BuildSettings.FILE);
        if (!usual && !text && !buildspec.startsWith("arn:")) {
            words.add("file: " + quoted(buildspec));
        }
        if (!project.isBlank()) {
            words.add("project: " + quoted(project));
        }
        lines.add("buildspec" + (words.isEmpty() ? "()" : " " + String.join(", ", words)));
        var variables = new TreeMap<String, String>();
        configuration.path(BuildProjects.VARIABLES).forEach(one -> variable(one, "Name", "Value", "Type", variables));
        variables(configuration.path(BuildSettings.VARIABLES).asText(), variables, lines);
        variables.values().forEach(lines::add);
    }

    private static void variable(
            JsonNode one, String nameKey, String valueKey, String typeKey, Map<String, String> variables) {
        var name = one.path(nameKey).asText();
        boolean plain = one.path(typeKey).asText("PLAINTEXT").equals("PLAINTEXT");
        variables.put(
                name,
                (plain ? "environment " : "secrets ") + name + ": "
                        + quoted(one.path(valueKey).asText()));
    }

    private static void inputs(JsonNode action, String primary, Lines lines) {
        var inputs = Lines.all(action.path("inputArtifacts"), "name");
        if (inputs.remove(primary)) {
            inputs.add(0, primary);
        }
        if (!inputs.isEmpty()) {
            lines.add("input "
                    + String.join(", ", inputs.stream().map(Lines::quoted).toList()));
        }
    }

    private static void variables(String text, Map<String, String> variables, Lines lines) {
        if (text.isBlank()) {
            return;
        }
        try {
            MAPPER.readTree(text).forEach(one -> variable(one, "name", "value", "type", variables));
        } catch (JsonProcessingException e) {
            lines.comment("Environment variables that cannot be read: " + text);
        }
    }
}

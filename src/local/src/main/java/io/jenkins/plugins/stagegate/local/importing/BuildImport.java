package io.jenkins.plugins.stagegate.local.importing;

import static io.jenkins.plugins.stagegate.local.importing.Lines.quoted;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.stagegate.model.BuildSettings;
import java.util.ArrayList;

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
        var buildspec = configuration.path(BuildSettings.BUILDSPEC).asText();
        boolean text = buildspec.contains("\n");
        if (text) {
            lines.comment("The buildspec of the action itself; make a file of it:")
                    .comment(buildspec);
        } else if (buildspec.startsWith("arn:")) {
            lines.comment("The buildspec is in S3; make a file of it: " + buildspec);
        }
        var words = new ArrayList<String>();
        if (!buildspec.isBlank() && !text && !buildspec.startsWith("arn:")) {
            words.add("file: " + quoted(buildspec));
        }
        if (!project.isBlank()) {
            words.add("project: " + quoted(project));
        }
        lines.add("buildspec" + (words.isEmpty() ? "()" : " " + String.join(", ", words)));
        variables(configuration.path(BuildSettings.VARIABLES).asText(), lines);
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

    private static void variables(String text, Lines lines) {
        if (text.isBlank()) {
            return;
        }
        try {
            for (JsonNode one : MAPPER.readTree(text)) {
                boolean plain = one.path("type").asText("PLAINTEXT").equals("PLAINTEXT");
                lines.add(
                        (plain ? "environment " : "secrets ") + one.path("name").asText() + ": "
                                + quoted(one.path("value").asText()));
            }
        } catch (JsonProcessingException e) {
            lines.comment("Environment variables that cannot be read: " + text);
        }
    }
}

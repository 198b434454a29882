package io.jenkins.plugins.stagegate.codepipeline.declaration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.stagegate.model.BuildSettings;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An action of Commands with environment variables of Secrets Manager. Commands are a build without a file there, and so they are
 * here: a build fetches its secrets and masks them.
 */
final class SecretCommands {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String SECRET = "SECRETS_MANAGER";

    private SecretCommands() {}

    /** Whether the action has such a variable. */
    static boolean has(JsonNode action) {
        for (JsonNode variable : action.path("environmentVariables")) {
            if (isSecret(variable)) {
                return true;
            }
        }
        return false;
    }

    static boolean isSecret(JsonNode variable) {
        return variable.path("type").asText().equals(SECRET);
    }

    /** The settings of the build that runs the commands. */
    static Map<String, String> settings(JsonNode action) {
        var spec = MAPPER.createObjectNode().put("version", 0.2);
        action.path("outputVariables")
                .forEach(name ->
                        spec.withObject("/env").withArray("exported-variables").add(name));
        action.path("commands")
                .forEach(line ->
                        spec.withObject("/phases/build").withArray("commands").add(line));
        spec.withObject("/artifacts").putArray("files").add("**/*");
        var settings = new LinkedHashMap<String, String>();
        settings.put(BuildSettings.BUILDSPEC, spec.toString());
        for (JsonNode variable : action.path("environmentVariables")) {
            if (isSecret(variable)) {
                settings.put(
                        BuildSettings.SECRET_PREFIX + variable.path("name").asText(),
                        variable.path("value").asText());
            }
        }
        return settings;
    }
}

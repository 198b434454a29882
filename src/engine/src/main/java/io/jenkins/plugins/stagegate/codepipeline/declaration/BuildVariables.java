package io.jenkins.plugins.stagegate.codepipeline.declaration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.stagegate.model.Action;
import io.jenkins.plugins.stagegate.model.BuildSettings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The environment variables of an action of CodeBuild, which stand as a text of JSON in one of its settings.
 *
 * @param plain values in plain text, by their names
 * @param secrets references into Parameter Store or Secrets Manager, by the names of their variables
 */
record BuildVariables(Map<String, String> plain, Map<String, String> secrets) {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String PARAMETER = "PARAMETER_STORE";
    private static final Set<String> SECRETS = Set.of(PARAMETER, "SECRETS_MANAGER");

    /** Those of the action, if it is such a one. */
    static BuildVariables of(JsonNode action) throws InvalidDeclarationException {
        var variables = new BuildVariables(new LinkedHashMap<>(), new LinkedHashMap<>());
        var text = action.path("configuration").path(BuildSettings.VARIABLES).asText();
        if (!text.isBlank() && action.at("/actionTypeId/provider").asText().equals("CodeBuild")) {
            for (JsonNode one : list(action, text)) {
                variables.add(action, one);
            }
        }
        return variables;
    }

    private static JsonNode list(JsonNode action, String text) throws InvalidDeclarationException {
        try {
            var list = MAPPER.readTree(text);
            if (list.isArray()) {
                return list;
            }
        } catch (JsonProcessingException e) {
            // Said below: what is no JSON is no list either.
        }
        throw refused(action, "is no list in JSON");
    }

    private void add(JsonNode action, JsonNode one) throws InvalidDeclarationException {
        var name = one.path("name").asText();
        var type = one.path("type").asText("PLAINTEXT");
        if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw refused(action, "has the name '" + name + "', which is none of a variable");
        }
        if (!type.equals("PLAINTEXT") && !SECRETS.contains(type)) {
            throw refused(action, "has the type '" + type + "'");
        }
        (SECRETS.contains(type) ? secrets : plain).put(name, one.path("value").asText());
    }

    private static InvalidDeclarationException refused(JsonNode action, String what) {
        return InvalidDeclarationException.action("The setting " + BuildSettings.VARIABLES + " of the action '"
                + action.path("name").asText() + "' " + what
                + ". Expected: [{\"name\": \"NAME\", \"value\": \"...\", \"type\": \"PLAINTEXT\"}], with the types PLAINTEXT,"
                + " PARAMETER_STORE and SECRETS_MANAGER.");
    }

    /** The settings as our model has them: the variables each in its place, and no name that goes without saying. */
    Map<String, String> configuration(BuildSettings settings) {
        var all = new LinkedHashMap<>(settings.configuration());
        all.remove(BuildSettings.VARIABLES);
        all.remove(BuildSettings.PROJECT, settings.action());
        secrets.forEach((name, reference) -> all.put(BuildSettings.SECRET_PREFIX + name, reference));
        return all;
    }

    /** The settings as CodePipeline has them. */
    static Map<String, String> settings(Action action) {
        var settings = BuildSettings.of(action);
        var all = new LinkedHashMap<String, String>();
        all.put(BuildSettings.PROJECT, settings.project());
        action.configuration().forEach((key, value) -> {
            if (!key.startsWith(BuildSettings.SECRET_PREFIX)) {
                all.put(key, value);
            }
        });
        var list = MAPPER.createArrayNode();
        action.environment()
                .forEach((name, value) ->
                        list.addObject().put("name", name).put("value", value).put("type", "PLAINTEXT"));
        settings.secrets().forEach((name, reference) -> list.addObject()
                .put("name", name)
                .put("value", reference)
                .put("type", PARAMETER));
        if (!list.isEmpty()) {
            all.put(BuildSettings.VARIABLES, list.toString());
        }
        return all;
    }
}

package io.jenkins.plugins.stagegate.local.importing;

import static io.jenkins.plugins.stagegate.local.importing.Lines.quoted;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.stagegate.model.ActionType;
import java.util.Optional;

/** Writes actions that start another pipeline. */
final class InvokeImport {
    private static final JsonMapper MAPPER = new JsonMapper();

    private InvokeImport() {}

    /** By our word if that says all there is, or else by the settings as they stand. */
    static String line(JsonNode configuration) {
        var variables = variables(configuration.path("Variables").asText());
        return configuration.has("SourceRevisions") || variables.isEmpty()
                ? "provider " + quoted(ActionType.CODE_PIPELINE) + Lines.settings(configuration)
                : "pipeline " + quoted(configuration.path("PipelineName").asText()) + Lines.settings(variables.get());
    }

    /** The variables by name; empty if the text is no list of them. */
    private static Optional<JsonNode> variables(String list) {
        var variables = new ObjectNode(JsonNodeFactory.instance);
        try {
            for (JsonNode one : MAPPER.readTree(list.isBlank() ? "[]" : list)) {
                if (!one.path("name").isTextual()) {
                    return Optional.empty();
                }
                variables.put(one.path("name").asText(), one.path("value").asText());
            }
            return Optional.of(variables);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}

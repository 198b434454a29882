package io.jenkins.plugins.stagegate.upstream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.stagegate.decision.ActionFailure;
import io.jenkins.plugins.stagegate.decision.SourceOverride;
import io.jenkins.plugins.stagegate.source.SourceException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What an action asks of another pipeline: an execution, for whose end it does not wait. Settings and their spelling are those of
 * CodePipeline's invoke action.
 *
 * @param execution the id for the execution: the same however often the same go at the action asks
 */
public record Invocation(
        String execution, String pipeline, Map<String, String> variables, List<SourceOverride> overrides) {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String VARIABLES = "Variables";
    private static final String REVISIONS = "SourceRevisions";

    /**
     * Reads the settings of an action.
     *
     * @param actionExecution the id of the go at the action
     * @param settings with every reference resolved
     * @throws SourceException if they cannot be understood; the message says what was expected
     */
    public static Invocation of(String actionExecution, Map<String, String> settings) throws SourceException {
        var variables = new LinkedHashMap<String, String>();
        for (JsonNode one : list(settings, VARIABLES, "[{\"name\":\"REGION\",\"value\":\"eu\"}]")) {
            variables.put(one.path("name").asText(), one.path("value").asText());
        }
        var overrides = new ArrayList<SourceOverride>();
        for (JsonNode one : list(
                settings,
                REVISIONS,
                "[{\"actionName\":\"App\",\"revisionType\":\"COMMIT_ID\",\"revisionValue\":\"3b6bc92\"}]")) {
            overrides.add(new SourceOverride(
                    one.path("actionName").asText(),
                    one.path("revisionType").asText(),
                    one.path("revisionValue").asText()));
        }
        var id = UUID.nameUUIDFromBytes(actionExecution.getBytes(StandardCharsets.UTF_8));
        return new Invocation(id.toString(), settings.getOrDefault("PipelineName", ""), variables, overrides);
    }

    private static JsonNode list(Map<String, String> settings, String name, String example) throws SourceException {
        var text = settings.getOrDefault(name, "").isBlank() ? "[]" : settings.get(name);
        try {
            var list = MAPPER.readTree(text);
            for (JsonNode one : list) {
                if (!one.isObject()) {
                    throw unreadable(name, example);
                }
            }
            if (list.isArray()) {
                return list;
            }
        } catch (JsonProcessingException e) {
            // The text itself may hold what people must not see.
            throw unreadable(name, example);
        }
        throw unreadable(name, example);
    }

    private static SourceException unreadable(String name, String example) {
        return new SourceException(
                ActionFailure.CONFIGURATION, "`" + name + "` is no JSON list of objects, such as " + example + ".");
    }

    /** The client's token with which it starts at most once. */
    public String token() {
        return "invoke-" + execution;
    }

    /** The output variables of the action that asks. */
    public Map<String, String> outputs() {
        return Map.of("PipelineName", pipeline, "ExecutionId", execution);
    }
}

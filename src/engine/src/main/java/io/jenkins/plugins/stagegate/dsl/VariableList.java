package io.jenkins.plugins.stagegate.dsl;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;

/** Variables in the spelling of CodePipeline's invoke action: a JSON list in a text. */
final class VariableList {
    private static final JsonMapper MAPPER = new JsonMapper();

    private VariableList() {}

    static String write(Map<String, String> variables) {
        var list = MAPPER.createArrayNode();
        variables.forEach((name, value) -> list.addObject().put("name", name).put("value", value));
        return list.toString();
    }
}

package io.jenkins.plugins.stagegate.codepipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.JsonPathException;
import com.jayway.jsonpath.Option;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What paths find in a text of JSON.
 *
 * @param document as maps and lists, since the reader of the library for paths bounds neither depth nor numbers; empty if the text
 *     is no JSON
 */
record JsonPaths(Optional<Object> document) {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Configuration SETTINGS =
            Configuration.defaultConfiguration().addOptions(Option.ALWAYS_RETURN_LIST, Option.SUPPRESS_EXCEPTIONS);

    static JsonPaths read(String json) {
        try {
            return new JsonPaths(Optional.ofNullable(MAPPER.readValue(json, Object.class)));
        } catch (JsonProcessingException e) {
            return new JsonPaths(Optional.empty());
        }
    }

    /** The values that the path leads to, as texts; none if it leads nowhere. */
    List<String> find(String path) {
        if (document.isEmpty()) {
            return List.of();
        }
        try {
            Collection<?> found = JsonPath.using(SETTINGS).parse(document.get()).read(path);
            return found.stream().map(JsonPaths::text).toList();
        } catch (JsonPathException | IllegalArgumentException e) {
            // A path that nobody can follow leads nowhere.
            return List.of();
        }
    }

    private static String text(Object value) {
        return value instanceof Map || value instanceof Collection
                ? MAPPER.valueToTree(value).toString()
                : String.valueOf(value);
    }
}

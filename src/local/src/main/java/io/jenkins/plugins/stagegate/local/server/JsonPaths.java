package io.jenkins.plugins.stagegate.local.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.JsonPathException;
import com.jayway.jsonpath.Option;
import com.jayway.jsonpath.spi.json.JacksonJsonNodeJsonProvider;
import com.jayway.jsonpath.spi.mapper.JacksonMappingProvider;
import io.jenkins.plugins.stagegate.codepipeline.WebhookCalls;
import java.util.ArrayList;
import java.util.List;

/** JSON paths by the usual library. */
public final class JsonPaths implements WebhookCalls.Paths {
    private static final Configuration SETTINGS = Configuration.builder()
            .jsonProvider(new JacksonJsonNodeJsonProvider())
            .mappingProvider(new JacksonMappingProvider())
            .options(Option.ALWAYS_RETURN_LIST, Option.SUPPRESS_EXCEPTIONS)
            .build();

    @Override
    public List<String> find(String json, String path) {
        var texts = new ArrayList<String>();
        try {
            JsonNode found = JsonPath.using(SETTINGS).parse(json).read(path);
            found.forEach(one -> texts.add(one.isValueNode() ? one.asText() : one.toString()));
        } catch (JsonPathException | IllegalArgumentException e) {
            // A path that nobody can follow leads nowhere.
            return List.of();
        }
        return texts;
    }
}

package io.jenkins.plugins.stagegate.codepipeline;

import static io.jenkins.plugins.stagegate.codepipeline.Operation.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.stagegate.model.ActionType;
import io.jenkins.plugins.stagegate.worker.CustomActionType;
import io.jenkins.plugins.stagegate.worker.CustomActionType.ArtifactCount;
import io.jenkins.plugins.stagegate.worker.CustomActionType.Property;
import io.jenkins.plugins.stagegate.worker.CustomActionType.Settings;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;

/** Custom action types in the protocol's shapes. */
final class CustomTypes {
    private CustomTypes() {}

    static CustomActionType read(JsonNode input, ActionType id, Map<String, String> tags) {
        var settings = input.path("settings");
        var properties = new ArrayList<Property>();
        for (JsonNode one : input.path("configurationProperties")) {
            properties.add(new Property(
                    one.path("name").asText(),
                    one.path("required").asBoolean(),
                    one.path("key").asBoolean(),
                    one.path("secret").asBoolean(),
                    one.path("queryable").asBoolean(),
                    text(one, "description"),
                    text(one, "type")));
        }
        return new CustomActionType(
                id,
                new Settings(
                        text(settings, "entityUrlTemplate"),
                        text(settings, "executionUrlTemplate"),
                        text(settings, "revisionUrlTemplate"),
                        text(settings, "thirdPartyConfigurationUrl")),
                properties,
                count(input.path("inputArtifactDetails")),
                count(input.path("outputArtifactDetails")),
                tags);
    }

    private static ArtifactCount count(JsonNode details) {
        return new ArtifactCount(
                details.path("minimumCount").asInt(),
                details.path("maximumCount").asInt());
    }

    private static Optional<String> text(JsonNode node, String member) {
        return Optional.ofNullable(node.get(member)).map(JsonNode::textValue);
    }

    static ObjectNode write(CustomActionType type) {
        var node = object();
        node.set("id", id(type.type()));
        var settings = object();
        type.settings().entityUrlTemplate().ifPresent(url -> settings.put("entityUrlTemplate", url));
        type.settings().executionUrlTemplate().ifPresent(url -> settings.put("executionUrlTemplate", url));
        type.settings().revisionUrlTemplate().ifPresent(url -> settings.put("revisionUrlTemplate", url));
        type.settings().thirdPartyConfigurationUrl().ifPresent(url -> settings.put("thirdPartyConfigurationUrl", url));
        node.set("settings", settings);
        var properties = node.putArray("actionConfigurationProperties");
        type.properties().forEach(one -> properties.add(property(one)));
        node.set("inputArtifactDetails", count(type.inputs()));
        node.set("outputArtifactDetails", count(type.outputs()));
        return node;
    }

    static ObjectNode id(ActionType type) {
        return Catalogue.id(type.category().label(), type.owner(), type.provider(), type.version());
    }

    private static ObjectNode property(Property property) {
        var node = object().put("name", property.name())
                .put("required", property.required())
                .put("key", property.key())
                .put("secret", property.secret())
                .put("queryable", property.queryable());
        property.description().ifPresent(text -> node.put("description", text));
        property.type().ifPresent(type -> node.put("type", type));
        return node;
    }

    private static ObjectNode count(ArtifactCount count) {
        return object().put("minimumCount", count.minimum()).put("maximumCount", count.maximum());
    }
}

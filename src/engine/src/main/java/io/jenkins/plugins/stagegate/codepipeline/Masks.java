package io.jenkins.plugins.stagegate.codepipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.stagegate.model.ActionType;
import io.jenkins.plugins.stagegate.worker.CustomActionType;
import java.util.HashSet;
import java.util.Set;

/**
 * Settings of actions that their type declares secret: they come back as {@code ****}, and whoever sends the mask keeps what
 * it stands for.
 */
final class Masks {
    private static final String MASK = "****";

    private final Account account;

    Masks(Account account) {
        this.account = account;
    }

    /** Masks a declaration. */
    ObjectNode declaration(ObjectNode declaration) {
        declaration.path("stages").forEach(stage -> stage.path("actions")
                .forEach(action -> mask(action.path("actionTypeId"), action.path("configuration"))));
        return declaration;
    }

    /** Masks what an action execution was given. */
    ObjectNode details(ObjectNode execution) {
        var input = execution.path("input");
        mask(input.path("actionTypeId"), input.path("configuration"));
        mask(input.path("actionTypeId"), input.path("resolvedConfiguration"));
        return execution;
    }

    private void mask(JsonNode type, JsonNode settings) {
        if (settings instanceof ObjectNode given) {
            secrets(type).stream().filter(given::has).forEach(name -> given.put(name, MASK));
        }
    }

    /** Whether a secret setting of a declaration is a mask. */
    boolean in(JsonNode declaration) {
        for (JsonNode stage : declaration.path("stages")) {
            for (JsonNode action : stage.path("actions")) {
                boolean masked = secrets(action.path("actionTypeId")).stream()
                        .anyMatch(name ->
                                action.path("configuration").path(name).asText().equals(MASK));
                if (masked) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Puts what the masks stand for back into a declaration: the settings of the same action before. */
    void restore(ObjectNode fresh, JsonNode before) {
        for (JsonNode stage : fresh.path("stages")) {
            for (JsonNode action : stage.path("actions")) {
                if (action.path("configuration") instanceof ObjectNode settings) {
                    var former = settings(
                            before,
                            stage.path("name").asText(),
                            action.path("name").asText());
                    for (String name : secrets(action.path("actionTypeId"))) {
                        if (settings.path(name).asText().equals(MASK) && former.has(name)) {
                            settings.set(name, former.get(name));
                        }
                    }
                }
            }
        }
    }

    private static JsonNode settings(JsonNode declaration, String stage, String action) {
        for (JsonNode one : declaration.path("stages")) {
            for (JsonNode inner : one.path("actions")) {
                if (one.path("name").asText().equals(stage)
                        && inner.path("name").asText().equals(action)) {
                    return inner.path("configuration");
                }
            }
        }
        return declaration.path("configuration of no action");
    }

    /** The names of the secret settings of a type. */
    Set<String> secrets(JsonNode type) {
        var names = new HashSet<String>();
        for (ObjectNode known : Catalogue.actionTypes()) {
            if (known.at("/id/provider").equals(type.path("provider"))
                    && known.at("/id/category").equals(type.path("category"))) {
                known.path("actionConfigurationProperties").forEach(property -> {
                    if (property.path("secret").asBoolean()) {
                        names.add(property.path("name").asText());
                    }
                });
            }
        }
        // What AWS has and this host has not is performed by workers of the same name.
        for (CustomActionType known : account.actionTypes().list()) {
            if (matches(known.type(), type)) {
                known.properties().stream()
                        .filter(CustomActionType.Property::secret)
                        .forEach(property -> names.add(property.name()));
            }
        }
        return names;
    }

    private static boolean matches(ActionType known, JsonNode type) {
        return known.category().label().equals(type.path("category").asText())
                && known.provider().equals(type.path("provider").asText())
                && known.version().equals(type.path("version").asText());
    }
}

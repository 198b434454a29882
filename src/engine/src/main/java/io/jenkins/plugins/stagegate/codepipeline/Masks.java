package io.jenkins.plugins.stagegate.codepipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * Settings of actions that their type declares secret: they come back as {@code ****}, and whoever sends the mask keeps what
 * it stands for.
 */
final class Masks {
    private static final String MASK = SecretSettings.MASK;

    private final SecretSettings settings;

    Masks(Account account) {
        this.settings = new SecretSettings(account.actionTypes());
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
                if (action.path("configuration") instanceof ObjectNode given) {
                    var former = settings(
                            before,
                            stage.path("name").asText(),
                            action.path("name").asText());
                    for (String name : secrets(action.path("actionTypeId"))) {
                        if (given.path(name).asText().equals(MASK) && former.has(name)) {
                            given.set(name, former.get(name));
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

    private Set<String> secrets(JsonNode type) {
        return settings.of(type);
    }
}

package io.jenkins.plugins.stagegate.codepipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.stagegate.worker.ActionTypes;
import java.util.ArrayList;
import java.util.Optional;

/**
 * Holds the actions of a declaration against their types, as the service does when a client sends one. Types of AWS that are not
 * listed may be declared, and so may settings that theirs does not list: the service has more of them every year.
 *
 * @param custom the types that somebody created
 */
record DeclaredTypes(ActionTypes custom) {
    private static final String COMMANDS = "Commands";
    /** Of the shape {@code MaximumArtifactCount}. */
    private static final int MOST_SAID = 5;

    /** Refuses an action that its type does not allow. */
    void require(JsonNode declaration) throws ServiceException {
        for (JsonNode stage : declaration.path("stages")) {
            for (JsonNode action : stage.path("actions")) {
                var type = type(action.path("actionTypeId"));
                if (type.isPresent()) {
                    requireSettings(action, type.get());
                    requireArtifacts(action, type.get(), "input");
                    requireArtifacts(action, type.get(), "output");
                } else if (isCustom(action)) {
                    throw refused(name(action) + " in action '" + text(action, "name") + "' is not available in region "
                            + Account.REGION + ". Create it first.");
                }
            }
        }
    }

    private Optional<ObjectNode> type(JsonNode id) {
        var known = new ArrayList<>(Catalogue.actionTypes());
        custom.list().forEach(type -> known.add(CustomTypes.write(type)));
        return known.stream().filter(type -> type.path("id").equals(id)).findFirst();
    }

    private static void requireSettings(JsonNode action, ObjectNode type) throws ServiceException {
        var given = action.path("configuration");
        var known = new ArrayList<String>();
        for (JsonNode property : type.path("actionConfigurationProperties")) {
            var name = text(property, "name");
            known.add(name);
            if (property.path("required").asBoolean() && !given.has(name)) {
                throw refused("Action configuration for action '" + text(action, "name")
                        + "' is missing required configuration '" + name + "'.");
            }
        }
        for (var setting : given.properties()) {
            if (isCustom(action) && !known.contains(setting.getKey())) {
                throw refused("Action configuration for action '" + text(action, "name")
                        + "' contains unknown configuration '" + setting.getKey() + "'. Its type has " + known + ".");
            }
        }
    }

    /**
     * Commands take and put out here what they like; and where the service's own types say as much as that shape can say, they take
     * more.
     */
    private static void requireArtifacts(JsonNode action, ObjectNode type, String which) throws ServiceException {
        int count = action.path(which + "Artifacts").size();
        var bounds = type.path(which + "ArtifactDetails");
        int least = bounds.path("minimumCount").asInt();
        int most = bounds.path("maximumCount").asInt();
        boolean open = most == MOST_SAID && !isCustom(action);
        boolean fits = count >= least && (open || count <= most);
        if (!fits && !text(action.path("actionTypeId"), "provider").equals(COMMANDS)) {
            throw refused("Action '" + text(action, "name") + "' has " + count + " " + which
                    + " artifacts; its type takes " + least + " to " + most + ".");
        }
    }

    private static boolean isCustom(JsonNode action) {
        return text(action.path("actionTypeId"), "owner").equals("Custom");
    }

    private static String name(JsonNode action) {
        var id = action.path("actionTypeId");
        return "ActionType (Category: '" + text(id, "category") + "', Provider: '" + text(id, "provider")
                + "', Owner: '" + text(id, "owner") + "', Version: '" + text(id, "version") + "')";
    }

    private static String text(JsonNode node, String member) {
        return node.path(member).asText();
    }

    private static ServiceException refused(String message) {
        return new ServiceException("InvalidActionDeclarationException", message);
    }
}

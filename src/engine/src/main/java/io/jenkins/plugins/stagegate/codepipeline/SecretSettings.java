package io.jenkins.plugins.stagegate.codepipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.stagegate.model.Action;
import io.jenkins.plugins.stagegate.model.ActionType;
import io.jenkins.plugins.stagegate.model.Pipeline;
import io.jenkins.plugins.stagegate.worker.ActionTypes;
import io.jenkins.plugins.stagegate.worker.CustomActionType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Settings of actions that their types declare secret. What a definition says is kept in the journal and shown to many, so a
 * secret itself never stands in one.
 *
 * @param types the custom ones that the host knows
 */
public record SecretSettings(ActionTypes types) {
    /** What a setting begins with that names a credential of the host. */
    static final String CREDENTIALS = "credentials:";

    /** What stands for a secret in answers; whoever sends it back keeps what it stands for. */
    static final String MASK = "****";

    private static final Pattern SAYS_WHICH =
            Pattern.compile("\\*{4}|" + CREDENTIALS + "\\S.*|" + KeptSecrets.PREFIX + "[0-9a-f-]{36}");

    /** Of the types that are there from the beginning, by category and provider; asked for each action of each definition. */
    private static final Map<List<String>, Set<String>> FROM_THE_BEGINNING = fromTheBeginning();

    private static Map<List<String>, Set<String>> fromTheBeginning() {
        var secret = new HashMap<List<String>, Set<String>>();
        for (ObjectNode known : Catalogue.actionTypes()) {
            var type = List.of(
                    known.at("/id/category").asText(), known.at("/id/provider").asText());
            known.path("actionConfigurationProperties").forEach(property -> {
                if (property.path("secret").asBoolean()) {
                    secret.computeIfAbsent(type, any -> new HashSet<>())
                            .add(property.path("name").asText());
                }
            });
        }
        return secret;
    }

    /** The names of the secret settings of a type. */
    public Set<String> of(ActionType type) {
        var names = new HashSet<>(
                FROM_THE_BEGINNING.getOrDefault(List.of(type.category().label(), type.provider()), Set.of()));
        // What AWS has and this host has not is performed by workers of the same name.
        for (CustomActionType known : types.list()) {
            if (known.type().category() == type.category()
                    && known.type().provider().equals(type.provider())
                    && known.type().version().equals(type.version())) {
                known.properties().stream()
                        .filter(CustomActionType.Property::secret)
                        .forEach(property -> names.add(property.name()));
            }
        }
        return names;
    }

    /** The same of an {@code ActionTypeId}; none of a rule, which has none. */
    Set<String> of(JsonNode id) {
        return id.isObject()
                ? of(new ActionType(
                        Providers.category(id.path("category").asText()),
                        id.path("owner").asText(),
                        id.path("provider").asText(),
                        id.path("version").asText()))
                : Set.of();
    }

    /** The secret settings of an action that hold the secret itself. */
    public List<String> plain(Action action) {
        return of(action.type()).stream()
                .filter(name -> isPlain(action.configuration().getOrDefault(name, MASK)))
                .sorted()
                .toList();
    }

    /** The same of a whole pipeline, each with its place in words. */
    public List<String> plain(Pipeline pipeline) {
        return pipeline.stages().stream()
                .flatMap(stage -> stage.actions().stream().flatMap(action -> plain(action).stream()
                        .map(name -> place(stage.name(), action.name(), name))))
                .toList();
    }

    /** The same of a {@code PipelineDeclaration}. */
    public List<String> plain(JsonNode declaration) {
        var plain = new ArrayList<String>();
        for (JsonNode stage : declaration.path("stages")) {
            for (JsonNode action : stage.path("actions")) {
                for (String name : of(action.path("actionTypeId"))) {
                    if (isPlain(action.path("configuration").path(name).asText(MASK))) {
                        plain.add(place(
                                stage.path("name").asText(), action.path("name").asText(), name));
                    }
                }
            }
        }
        return plain;
    }

    private static boolean isPlain(String value) {
        return !value.isEmpty() && !SAYS_WHICH.matcher(value).matches();
    }

    private static String place(String stage, String action, String setting) {
        return "'" + setting + "' of " + stage + "/" + action;
    }

    /** What is said of a definition with secrets in it. */
    public static String refusal(List<String> plain) {
        return "A secret does not stand in a definition, which many can read: " + String.join(", ", plain)
                + ". Say which one it is: 'credentials:ID', with the id of a secret text.";
    }

    /**
     * Takes the secrets out of a declaration that a client sent. What stays says which ones they are.
     *
     * @param kept the secrets of that pipeline
     */
    public void keep(ObjectNode declaration, KeptSecrets kept) throws IOException {
        for (JsonNode stage : declaration.path("stages")) {
            for (JsonNode action : stage.path("actions")) {
                if (action.path("configuration") instanceof ObjectNode settings) {
                    for (String name : of(action.path("actionTypeId"))) {
                        if (isPlain(settings.path(name).asText(MASK))) {
                            settings.put(name, kept.keep(settings.path(name).asText()));
                        }
                    }
                }
            }
        }
    }
}

package io.jenkins.plugins.stagegate.codepipeline;

import static io.jenkins.plugins.stagegate.codepipeline.Operation.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.stagegate.codepipeline.Shape.Bounds;
import io.jenkins.plugins.stagegate.model.ActionType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The types of actions and rules that are there from the beginning: two small tables. */
final class Catalogue {
    private static final int ACTION_SETTINGS = 5;
    private static final int RULE_SETTINGS = 2;
    private static final List<String[]> ACTIONS = lines("action-types.txt");
    private static final List<String[]> RULES = lines("rule-types.txt");

    private Catalogue() {}

    /** {@code ActionType} of each. */
    static List<ObjectNode> actionTypes() {
        return ACTIONS.stream()
                .map(words -> {
                    var type = object();
                    type.set("id", id(words[0], words[1], words[2], "1"));
                    type.set("inputArtifactDetails", count(Bounds.parse(words[3])));
                    type.set("outputArtifactDetails", count(Bounds.parse(words[4])));
                    return settings(type, "actionConfigurationProperties", words, ACTION_SETTINGS);
                })
                .toList();
    }

    /** Whether the type is there from the beginning. */
    static boolean has(ActionType type) {
        return actionTypes().stream().anyMatch(known -> known.path("id")
                .equals(id(type.category().label(), type.owner(), type.provider(), type.version())));
    }

    /** {@code RuleType} of each. */
    static List<ObjectNode> ruleTypes() {
        return RULES.stream()
                .map(words -> {
                    var type = object();
                    type.set("id", RuleDetails.type(words[0]));
                    type.set("inputArtifactDetails", count(Bounds.parse(words[1])));
                    return settings(type, "ruleConfigurationProperties", words, RULE_SETTINGS);
                })
                .toList();
    }

    private static List<String[]> lines(String table) {
        try (InputStream content = Catalogue.class.getResourceAsStream(table)) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" "))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ObjectNode id(String category, String owner, String provider, String version) {
        return object().put("category", category)
                .put("owner", owner)
                .put("provider", provider)
                .put("version", version);
    }

    private static ObjectNode count(Bounds bounds) {
        return object().put("minimumCount", bounds.least()).put("maximumCount", bounds.most());
    }

    private static ObjectNode settings(ObjectNode type, String member, String[] words, int from) {
        for (String word : List.of(words).subList(from, words.length)) {
            type.withArray(member)
                    .addObject()
                    .put("name", word.replaceAll("[*!]", ""))
                    .put("required", word.contains("*"))
                    .put("key", false)
                    .put("secret", word.endsWith("!"));
        }
        return type;
    }
}

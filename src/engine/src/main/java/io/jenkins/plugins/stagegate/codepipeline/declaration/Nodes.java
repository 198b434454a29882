package io.jenkins.plugins.stagegate.codepipeline.declaration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Small things of JSON. Values have the right kinds by the time they come here. */
final class Nodes {
    /** Of {@code ActionTimeout} and {@code RuleTimeout}, in minutes. */
    private static final long SHORTEST_TIMEOUT = 5;

    private static final long LONGEST_TIMEOUT = 86_400;

    /** Of {@code CommandList} and {@code Command}. */
    private static final int COMMANDS = 50;

    private static final int COMMAND_LENGTH = 1000;

    private Nodes() {}

    static Optional<String> text(JsonNode node, String member) {
        return Optional.ofNullable(node.get(member)).map(JsonNode::textValue);
    }

    static List<String> texts(JsonNode list) {
        var texts = new ArrayList<String>();
        list.forEach(one -> texts.add(one.asText()));
        return texts;
    }

    /** The member of that name of each element. */
    static List<String> each(JsonNode list, String member) {
        var texts = new ArrayList<String>();
        list.forEach(one -> texts.add(one.path(member).asText()));
        return texts;
    }

    static Map<String, String> map(JsonNode node) {
        var map = new LinkedHashMap<String, String>();
        node.properties()
                .forEach(entry -> map.put(entry.getKey(), entry.getValue().asText()));
        return map;
    }

    static Optional<Duration> minutes(JsonNode node) {
        return Optional.ofNullable(node.get("timeoutInMinutes")).map(minutes -> Duration.ofMinutes(minutes.asLong()));
    }

    static void put(ObjectNode node, String member, Collection<String> texts) {
        if (!texts.isEmpty()) {
            texts.forEach(node.putArray(member)::add);
        }
    }

    static void put(ObjectNode node, String member, Map<String, String> map) {
        if (!map.isEmpty()) {
            map.forEach(node.putObject(member)::put);
        }
    }

    /** Each text as the one member of an object. */
    static void each(ObjectNode node, String list, String member, Collection<String> texts) {
        if (!texts.isEmpty()) {
            var array = node.putArray(list);
            texts.forEach(text -> array.addObject().put(member, text));
        }
    }

    /** Whole minutes, rounded up: the spelling knows nothing finer. What is shorter or longer than it allows is left out. */
    static void minutes(ObjectNode node, Optional<Duration> timeout) {
        timeout.map(time -> time.plusMinutes(1).minusNanos(1).toMinutes())
                .filter(minutes -> minutes >= SHORTEST_TIMEOUT && minutes <= LONGEST_TIMEOUT)
                .ifPresent(minutes -> node.put("timeoutInMinutes", minutes));
    }

    /** Shell lines, unless there are more or longer ones than the spelling allows. */
    static void commands(ObjectNode node, List<String> lines) {
        if (lines.size() <= COMMANDS && lines.stream().allMatch(line -> line.length() <= COMMAND_LENGTH)) {
            put(node, "commands", lines);
        }
    }
}

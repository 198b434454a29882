package io.jenkins.plugins.stagegate.local.importing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Those of Terraform's functions that definitions of pipelines are written with. */
final class TerraformFunctions {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private TerraformFunctions() {}

    /** What the function makes of these, if that is known. */
    static Optional<JsonNode> apply(String name, List<JsonNode> arguments) {
        if (arguments.isEmpty()) {
            return Optional.empty();
        }
        if (name.equals("try") || name.equals("coalesce")) {
            return arguments.stream()
                    .filter(one -> !one.isNull()
                            && !(name.equals("coalesce") && one.asText("x").isEmpty()))
                    .findFirst();
        }
        if (arguments.stream().anyMatch(one -> Unknown.in(one).isPresent())) {
            return name.equals("lookup")
                            && arguments.size() == 3
                            && !unknown(arguments.get(2))
                            && !unknown(arguments.get(0))
                    ? Optional.of(arguments.get(2))
                    : Optional.empty();
        }
        return Optional.ofNullable(known(name, arguments, arguments.get(0)));
    }

    private static boolean unknown(JsonNode value) {
        return Unknown.in(value).isPresent();
    }

    private static JsonNode known(String name, List<JsonNode> arguments, JsonNode first) {
        return switch (name) {
            case "tostring", "tonumber", "tobool", "tolist", "toset", "tomap", "nonsensitive", "sensitive" -> first;
            case "lower" -> text(first.asText().toLowerCase(Locale.ROOT));
            case "upper" -> text(first.asText().toUpperCase(Locale.ROOT));
            case "trimspace" -> text(first.asText().strip());
            case "length" -> JSON.numberNode(first.isTextual() ? first.asText().length() : first.size());
            case "join" -> arguments.size() == 2 ? text(joined(first.asText(), arguments.get(1))) : null;
            case "format" -> formatted(arguments);
            case "concat", "flatten", "compact" -> list(arguments, name);
            case "merge" -> merged(arguments);
            case "lookup" ->
                arguments.size() < 2
                        ? null
                        : first.path(arguments.get(1).asText()).isMissingNode()
                                ? arguments.get(arguments.size() - 1)
                                : first.path(arguments.get(1).asText());
            case "jsonencode" -> text(plain(first).toString());
            case "element" -> element(first, arguments);
            case "keys" -> keys(first);
            case "values" ->
                JSON.arrayNode()
                        .addAll(first.properties().stream()
                                .map(Map.Entry::getValue)
                                .toList());
            case "contains" -> contains(first, arguments);
            case "split" ->
                arguments.size() == 2 ? split(first.asText(), arguments.get(1).asText()) : null;
            case "replace" -> replaced(arguments);
            case "title" -> text(title(first.asText()));
            case "distinct", "reverse", "sort" -> ordered(first, name);
            default -> null;
        };
    }

    private static JsonNode element(JsonNode list, List<JsonNode> arguments) {
        return list.isEmpty() || arguments.size() != 2
                ? null
                : list.get(Math.floorMod(arguments.get(1).asInt(), list.size()));
    }

    private static JsonNode keys(JsonNode object) {
        var keys = JSON.arrayNode();
        object.properties().stream().map(Map.Entry::getKey).sorted().forEach(keys::add);
        return keys;
    }

    private static JsonNode contains(JsonNode list, List<JsonNode> arguments) {
        boolean open = StreamSupport.stream(list.spliterator(), false).anyMatch(TerraformFunctions::unknown);
        return open || arguments.size() != 2
                ? null
                : JSON.booleanNode(StreamSupport.stream(list.spliterator(), false)
                        .anyMatch(one -> one.asText().equals(arguments.get(1).asText())));
    }

    private static JsonNode split(String between, String whole) {
        var parts = JSON.arrayNode();
        List.of(between.isEmpty() ? new String[] {whole} : whole.split(Pattern.quote(between), -1))
                .forEach(parts::add);
        return parts;
    }

    /** A pattern between slashes is Terraform's own kind of pattern: what it makes is not known. */
    private static JsonNode replaced(List<JsonNode> arguments) {
        return arguments.size() != 3 || arguments.get(1).asText().matches("(?s)/.*/")
                ? null
                : text(arguments
                        .get(0)
                        .asText()
                        .replace(arguments.get(1).asText(), arguments.get(2).asText()));
    }

    private static String title(String text) {
        return Pattern.compile("\\b[a-z]").matcher(text).replaceAll(first -> first.group()
                .toUpperCase(Locale.ROOT));
    }

    private static JsonNode ordered(JsonNode list, String how) {
        var all =
                new ArrayList<>(StreamSupport.stream(list.spliterator(), false).toList());
        if (how.equals("reverse")) {
            Collections.reverse(all);
        } else if (how.equals("sort")) {
            all.sort(Comparator.comparing(JsonNode::asText));
        }
        return JSON.arrayNode()
                .addAll(how.equals("distinct") ? all.stream().distinct().toList() : all);
    }

    private static JsonNode formatted(List<JsonNode> arguments) {
        var text = arguments.get(0).asText();
        for (JsonNode value : arguments.subList(1, arguments.size())) {
            text = text.replaceFirst("%[sdv]", Matcher.quoteReplacement(value.asText()));
        }
        return text(text);
    }

    private static String joined(String between, JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining(between));
    }

    private static ArrayNode list(List<JsonNode> arguments, String name) {
        var all = JSON.arrayNode();
        for (JsonNode argument : arguments) {
            for (JsonNode element : argument) {
                if (name.equals("flatten") && element.isArray()) {
                    all.addAll(list(List.of(element), name));
                } else if (!name.equals("compact") || !element.asText().isEmpty()) {
                    all.add(element);
                }
            }
        }
        return all;
    }

    private static JsonNode merged(List<JsonNode> arguments) {
        ObjectNode all = JSON.objectNode();
        arguments.forEach(one -> one.properties().forEach(entry -> all.set(entry.getKey(), entry.getValue())));
        return all;
    }

    /** With placeholders for what is not known. */
    private static JsonNode plain(JsonNode value) {
        if (value.isArray()) {
            var array = JSON.arrayNode();
            value.forEach(one -> array.add(plain(one)));
            return array;
        }
        if (value.isObject()) {
            var object = JSON.objectNode();
            value.properties().forEach(entry -> object.set(entry.getKey(), plain(entry.getValue())));
            return object;
        }
        return unknown(value) ? text(value.asText()) : value;
    }

    private static JsonNode text(String text) {
        return JSON.textNode(text);
    }
}

package io.jenkins.plugins.stagegate.local.importing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
                first.path(arguments.get(1).asText()).isMissingNode()
                        ? arguments.get(arguments.size() - 1)
                        : first.path(arguments.get(1).asText());
            case "jsonencode" -> text(plain(first).toString());
            default -> null;
        };
    }

    private static JsonNode formatted(List<JsonNode> arguments) {
        var text = arguments.get(0).asText();
        for (JsonNode value : arguments.subList(1, arguments.size())) {
            text = text.replaceFirst("%[sdv]", java.util.regex.Matcher.quoteReplacement(value.asText()));
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

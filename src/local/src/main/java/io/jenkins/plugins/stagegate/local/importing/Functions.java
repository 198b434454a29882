package io.jenkins.plugins.stagegate.local.importing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * CloudFormation's functions, as far as the template alone knows their values: defaults of parameters. What only a deployment
 * knows becomes its name in angle brackets.
 */
final class Functions implements OpenEnds {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(!?)([A-Za-z0-9:._]+)}");
    private static final String NOTHING = "AWS::NoValue";

    private final JsonNode parameters;
    private final Set<String> unknown = new TreeSet<>();
    private final Set<String> conditions = new TreeSet<>();

    Functions(JsonNode template) {
        this.parameters = template.path("Parameters");
    }

    @Override
    public List<String> notes(String text) {
        var notes = new ArrayList<String>();
        var open = unknown.stream()
                .map(name -> "<" + name + ">")
                .filter(text::contains)
                .toList();
        if (!open.isEmpty()) {
            notes.add("Fill in what only a deployment knows: " + String.join(", ", open) + ".");
        }
        if (!conditions.isEmpty()) {
            notes.add("Taken as if these conditions held: " + String.join(", ", conditions) + ".");
        }
        return notes;
    }

    /** The value with all functions carried out. */
    JsonNode resolve(JsonNode value) {
        if (value.isArray()) {
            var array = JsonNodeFactory.instance.arrayNode();
            for (JsonNode element : value) {
                var resolved = resolve(element);
                if (!resolved.isMissingNode()) {
                    array.add(resolved);
                }
            }
            return array;
        }
        if (!value.isObject()) {
            return value;
        }
        if (value.size() == 1) {
            var entry = value.properties().iterator().next();
            if (entry.getKey().equals("Ref") || entry.getKey().startsWith("Fn::")) {
                return function(entry.getKey(), entry.getValue());
            }
        }
        var object = JsonNodeFactory.instance.objectNode();
        for (var entry : value.properties()) {
            var resolved = resolve(entry.getValue());
            if (!resolved.isMissingNode()) {
                object.set(entry.getKey(), resolved);
            }
        }
        return object;
    }

    private JsonNode function(String name, JsonNode argument) {
        return switch (name) {
            case "Ref" ->
                argument.asText().equals(NOTHING)
                        ? JsonNodeFactory.instance.missingNode()
                        : text(known(argument.asText()));
            case "Fn::Sub" ->
                text(substituted(argument.isArray() ? argument.path(0).asText() : argument.asText()));
            case "Fn::Join" -> {
                var parts = new ArrayList<String>();
                resolve(argument.path(1)).forEach(part -> parts.add(part.asText()));
                yield text(String.join(argument.path(0).asText(), parts));
            }
            case "Fn::If" -> {
                conditions.add(argument.path(0).asText());
                yield resolve(argument.path(1));
            }
            case "Fn::GetAtt" ->
                text(unknown(
                        argument.isArray()
                                ? argument.path(0).asText() + "."
                                        + argument.path(1).asText()
                                : argument.asText()));
            default -> {
                var of = resolve(argument);
                yield text(unknown(name.substring("Fn::".length()) + (of.isTextual() ? "-" + of.textValue() : "")));
            }
        };
    }

    private String substituted(String text) {
        return REFERENCE
                .matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(
                        match.group(1).isEmpty() ? known(match.group(2)) : "${" + match.group(2) + "}"));
    }

    private String known(String name) {
        var standard = parameters.path(name).path("Default");
        return standard.isValueNode() && !standard.asText().isEmpty() ? standard.asText() : unknown(name);
    }

    private String unknown(String name) {
        var plain = name.replaceAll("[^A-Za-z0-9]+", "-");
        unknown.add(plain);
        return "<" + plain + ">";
    }

    private static JsonNode text(String text) {
        return JsonNodeFactory.instance.textNode(text);
    }
}

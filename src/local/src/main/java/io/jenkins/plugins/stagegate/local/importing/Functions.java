package io.jenkins.plugins.stagegate.local.importing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * CloudFormation's functions, as far as the template alone knows their values: defaults of parameters, mappings, and what
 * follows from them. What only a deployment knows becomes its name in angle brackets.
 */
final class Functions implements OpenEnds {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(!?)([A-Za-z0-9:._]+)}");
    private static final String NOTHING = "AWS::NoValue";
    /** Deeper than anybody writes, and far less deep than a stack. */
    private static final int DEEPEST = 200;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final JsonNode template;
    private final StackConditions conditions;
    private final Set<String> unknown = new TreeSet<>();
    private int depth;

    Functions(JsonNode template) {
        this.template = template;
        this.conditions = new StackConditions(template.path("Conditions"), this::compared);
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
        if (!conditions.taken().isEmpty()) {
            notes.add("Taken as if these conditions held: " + String.join(", ", conditions.taken()) + ".");
        }
        return notes;
    }

    /** The value with all functions carried out; missing, if the template takes it away. */
    JsonNode resolve(JsonNode value) {
        if (++depth > DEEPEST) {
            depth--;
            return text(unknown("too-deep"));
        }
        try {
            return resolved(value);
        } finally {
            depth--;
        }
    }

    private JsonNode resolved(JsonNode value) {
        if (value.isArray()) {
            var array = JSON.arrayNode();
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
        var object = JSON.objectNode();
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
                argument.asText().equals(NOTHING) ? JSON.missingNode() : text(known(argument.asText(), Map.of()));
            case "Fn::Sub" -> text(substituted(argument));
            case "Fn::Join" -> {
                var parts = new ArrayList<String>();
                var joined = resolve(argument.path(1));
                (joined.isArray() ? joined : JSON.arrayNode().add(joined)).forEach(part -> parts.add(part.asText()));
                yield text(String.join(argument.path(0).asText(), parts));
            }
            case "Fn::If" ->
                resolve(argument.path(conditions.holds(argument.path(0).asText()) ? 1 : 2));
            case "Fn::GetAtt" ->
                text(unknown(
                        argument.isArray()
                                ? argument.path(0).asText() + "."
                                        + argument.path(1).asText()
                                : argument.asText()));
            case "Fn::FindInMap" -> found(resolve(argument));
            case "Fn::Select" -> selected(resolve(argument.path(0)).asText(), resolve(argument.path(1)));
            case "Fn::Split" -> split(argument.path(0).asText(), resolve(argument.path(1)));
            default -> open(name, resolve(argument));
        };
    }

    private JsonNode open(String function, JsonNode of) {
        return text(unknown(function.substring("Fn::".length()) + (of.isTextual() ? "-" + of.textValue() : "")));
    }

    private JsonNode found(JsonNode keys) {
        var found = template.path("Mappings");
        for (int i = 0; i < 3; i++) {
            found = found.path(keys.path(i).asText());
        }
        if (!found.isMissingNode()) {
            return found;
        }
        // Since 2022 a fourth part says what is meant if there is nothing.
        var otherwise = keys.path(3).path("DefaultValue");
        return otherwise.isMissingNode() ? open("Fn::FindInMap", keys.path(2)) : otherwise;
    }

    private JsonNode selected(String index, JsonNode list) {
        var one = list.isArray() && index.matches("\\d{1,4}") ? list.get(Integer.parseInt(index)) : null;
        return one == null ? open("Fn::Select", list) : one;
    }

    private JsonNode split(String between, JsonNode whole) {
        if (between.isEmpty() || whole.asText().matches("(?s).*<[A-Za-z0-9-]+>.*")) {
            return open("Fn::Split", whole);
        }
        var parts = JSON.arrayNode();
        List.of(whole.asText().split(Pattern.quote(between), -1)).forEach(parts::add);
        return parts;
    }

    /** A text, or a list of a text and names of its own. */
    private String substituted(JsonNode argument) {
        var own = new HashMap<String, String>();
        argument.path(1)
                .properties()
                .forEach(entry ->
                        own.put(entry.getKey(), resolve(entry.getValue()).asText()));
        return REFERENCE
                .matcher(argument.isArray() ? argument.path(0).asText() : argument.asText())
                .replaceAll(match -> Matcher.quoteReplacement(
                        match.group(1).isEmpty() ? known(match.group(2), own) : "${" + match.group(2) + "}"));
    }

    /** A default that is empty says something in a comparison, and nothing anywhere else. */
    private JsonNode compared(JsonNode value) {
        var standard =
                template.path("Parameters").path(value.path("Ref").asText()).path("Default");
        return standard.isValueNode() ? standard : resolve(value);
    }

    private String known(String name, Map<String, String> own) {
        if (own.containsKey(name)) {
            return own.get(name);
        }
        var standard = template.path("Parameters").path(name).path("Default");
        return standard.isValueNode() && !standard.asText().isEmpty() ? standard.asText() : unknown(name);
    }

    private String unknown(String name) {
        var plain = name.replaceAll("[^A-Za-z0-9]+", "-");
        unknown.add(plain);
        return "<" + plain + ">";
    }

    private static JsonNode text(String text) {
        return JSON.textNode(text);
    }
}

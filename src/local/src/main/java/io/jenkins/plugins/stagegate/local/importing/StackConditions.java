package io.jenkins.plugins.stagegate.local.importing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** The conditions of a CloudFormation template, as far as its defaults decide them. Those that they do not are taken to hold. */
final class StackConditions {
    private final JsonNode declared;
    private final UnaryOperator<JsonNode> values;
    private final Set<String> taken = new TreeSet<>();
    private final Set<String> open = new HashSet<>();

    /** @param values gives the value of what is compared */
    StackConditions(JsonNode declared, UnaryOperator<JsonNode> values) {
        this.declared = declared;
        this.values = values;
    }

    /** Those that nobody knows, and that were taken to hold. */
    Set<String> taken() {
        return taken;
    }

    /** Whether a condition holds. */
    boolean holds(String name) {
        var known = named(name);
        if (known.isEmpty()) {
            taken.add(name);
        }
        return known.orElse(true);
    }

    private Optional<Boolean> named(String name) {
        // What is made of itself is not known.
        if (!open.add(name)) {
            return Optional.empty();
        }
        var value = value(declared.path(name));
        open.remove(name);
        return value;
    }

    private Optional<Boolean> value(JsonNode condition) {
        if (condition.size() != 1 || !condition.isObject()) {
            return Optional.empty();
        }
        var function = condition.properties().iterator().next();
        var argument = function.getValue();
        return switch (function.getKey()) {
            case "Condition" -> named(argument.asText());
            case "Fn::Not" -> value(argument.path(0)).map(holds -> !holds);
            case "Fn::And" -> all(argument, true);
            case "Fn::Or" -> all(argument, false);
            case "Fn::Equals" -> same(values.apply(argument.path(0)), values.apply(argument.path(1)));
            default -> Optional.empty();
        };
    }

    /** One that is not {@code usual} decides; else all must be known. */
    private Optional<Boolean> all(JsonNode conditions, boolean usual) {
        boolean known = !conditions.isEmpty();
        for (JsonNode condition : conditions) {
            var holds = value(condition);
            if (holds.isPresent() && holds.get() != usual) {
                return Optional.of(!usual);
            }
            known &= holds.isPresent();
        }
        return known ? Optional.of(usual) : Optional.empty();
    }

    private static Optional<Boolean> same(JsonNode one, JsonNode other) {
        return isOpen(one) || isOpen(other)
                ? Optional.empty()
                : Optional.of(one.asText().equals(other.asText()));
    }

    private static boolean isOpen(JsonNode value) {
        return !value.isValueNode() || value.asText().matches("(?s).*<[A-Za-z0-9-]+>.*");
    }
}

package io.jenkins.plugins.stagegate.codepipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.jenkins.plugins.stagegate.codepipeline.Shape.Bounds;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Holds a request against its shape, and complains in the service's words. Members that are not known are let pass. */
final class Constraints {
    /** Whose values are not repeated, since there may be secrets in them. */
    private static final Set<String> SECRET = Set.of("ActionConfigurationMap", "WebhookAuthConfigurationSecretToken");

    private final Shapes shapes;
    private final List<String> violations = new ArrayList<>();

    private Constraints(Shapes shapes) {
        this.shapes = shapes;
    }

    /**
     * Accepts a request.
     *
     * @throws ServiceException {@code ValidationException} with all that is wrong
     */
    static void check(Shapes shapes, String shape, JsonNode request) throws ServiceException {
        var constraints = new Constraints(shapes);
        constraints.check("", shape, request);
        var found = constraints.violations;
        if (!found.isEmpty()) {
            throw ServiceException.invalid(found.size()
                    + (found.size() == 1 ? " validation error detected: " : " validation errors detected: ")
                    + String.join("; ", found));
        }
    }

    private void check(String path, String name, JsonNode value) {
        var shape = shapes.shape(name);
        if (shape instanceof Shape.Structure structure) {
            structure.members().forEach((member, of) -> member(path(path, member), of, value.get(member)));
        } else if (shape instanceof Shape.Listing listing) {
            bounded(path, name, value, listing.size());
            elements(path, name, listing, value);
        } else if (shape instanceof Shape.Mapping mapping) {
            bounded(path, name, value, mapping.size());
            mapping(path, name, mapping, value);
        } else {
            demands(shape, value).forEach(demand -> complain(path, name, value, demand));
        }
    }

    private void member(String path, Shape.Member member, JsonNode value) {
        if (value != null && !value.isNull()) {
            check(path, member.shape(), value);
        } else if (member.required()) {
            violations.add("Value null at '" + path + "' failed to satisfy constraint: Member must not be null");
        }
    }

    /** Of plain elements the service says once what all of them must be, not which one is not. */
    private void elements(String path, String name, Shape.Listing listing, JsonNode value) {
        var element = shapes.shape(listing.element());
        boolean wrong = false;
        for (int i = 0; i < value.size(); i++) {
            if (isPlain(element)) {
                wrong |= !demands(element, value.get(i)).isEmpty();
            } else {
                check(path + "." + (i + 1) + ".member", listing.element(), value.get(i));
            }
        }
        if (wrong) {
            complain(path, name, value, "Member must satisfy constraint: " + allDemands(element));
        }
    }

    /** As with lists; keys and values each once. */
    private void mapping(String path, String name, Shape.Mapping mapping, JsonNode value) {
        var keys = shapes.shape(mapping.key());
        var values = shapes.shape(mapping.value());
        boolean wrongKey = false;
        boolean wrongValue = false;
        for (var entry : value.properties()) {
            wrongKey |= !demands(keys, JsonNodeFactory.instance.textNode(entry.getKey()))
                    .isEmpty();
            if (isPlain(values)) {
                wrongValue |= !demands(values, entry.getValue()).isEmpty();
            } else {
                check(path + "." + entry.getKey() + ".member", mapping.value(), entry.getValue());
            }
        }
        if (wrongKey) {
            complain(path, name, value, "Map keys must satisfy constraint: " + allDemands(keys));
        }
        if (wrongValue) {
            complain(path, name, value, "Map value must satisfy constraint: " + allDemands(values));
        }
    }

    private static boolean isPlain(Shape shape) {
        return shape instanceof Shape.Text || shape instanceof Shape.Whole;
    }

    /** What a single value should be and is not. */
    private static List<String> demands(Shape shape, JsonNode value) {
        var demands = new ArrayList<String>();
        if (shape instanceof Shape.Whole whole) {
            bounds(demands, whole.range(), value.asLong(), "value");
        } else if (shape instanceof Shape.Text text) {
            var said = value.textValue();
            if (!text.values().isEmpty() && !text.values().contains(said)) {
                demands.add(oneOf(text.values()));
            }
            bounds(demands, text.length(), said.codePointCount(0, said.length()), "length");
            text.pattern()
                    .filter(pattern -> !pattern.matcher(said).matches())
                    .ifPresent(pattern -> demands.add(matching(pattern)));
        }
        return demands;
    }

    /** What every value of that shape must be. */
    private static List<String> allDemands(Shape shape) {
        var demands = new ArrayList<String>();
        if (shape instanceof Shape.Whole whole) {
            allBounds(demands, whole.range(), "value");
        } else if (shape instanceof Shape.Text text) {
            allBounds(demands, text.length(), "length");
            if (!text.values().isEmpty()) {
                demands.add(oneOf(text.values()));
            }
            text.pattern().ifPresent(pattern -> demands.add(matching(pattern)));
        }
        return demands;
    }

    private static String oneOf(List<String> values) {
        return "Member must satisfy enum value set: " + new TreeSet<>(values);
    }

    private static String matching(Pattern pattern) {
        return "Member must satisfy regular expression pattern: " + pattern;
    }

    private void bounded(String path, String name, JsonNode value, Bounds bounds) {
        var demands = new ArrayList<String>();
        bounds(demands, bounds, value.size(), "length");
        demands.forEach(demand -> complain(path, name, value, demand));
    }

    private static void bounds(List<String> demands, Bounds bounds, long measure, String what) {
        if (measure < bounds.least()) {
            demands.add(atLeast(bounds, what));
        }
        if (measure > bounds.most()) {
            demands.add(atMost(bounds, what));
        }
    }

    private static void allBounds(List<String> demands, Bounds bounds, String what) {
        if (bounds.most() != Bounds.NONE.most()) {
            demands.add(atMost(bounds, what));
        }
        if (bounds.least() != Bounds.NONE.least()) {
            demands.add(atLeast(bounds, what));
        }
    }

    private static String atLeast(Bounds bounds, String what) {
        return "Member must have " + what + " greater than or equal to " + bounds.least();
    }

    private static String atMost(Bounds bounds, String what) {
        return "Member must have " + what + " less than or equal to " + bounds.most();
    }

    private void complain(String path, String shape, JsonNode value, String demand) {
        violations.add("Value " + (SECRET.contains(shape) ? "" : "'" + said(value) + "' ") + "at '" + path
                + "' failed to satisfy constraint: " + demand);
    }

    /** A value as the service repeats it. */
    private static String said(JsonNode value) {
        if (value.isArray()) {
            return StreamSupport.stream(value.spliterator(), false)
                    .map(Constraints::said)
                    .collect(Collectors.joining(", ", "[", "]"));
        }
        if (value.isObject()) {
            return value.properties().stream()
                    .map(entry -> entry.getKey() + "=" + said(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return value.asText();
    }

    private static String path(String path, String member) {
        return path.isEmpty() ? member : path + "." + member;
    }
}

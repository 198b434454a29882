package io.jenkins.plugins.stagegate.codepipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.jenkins.plugins.stagegate.codepipeline.Shape.Bounds;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Holds a request against its shape, and complains in the service's words. Members that are not known are let pass. */
final class Constraints {
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
            bounded(path, value, listing.size(), value.size(), "length");
            for (int i = 0; i < value.size(); i++) {
                check(path + "." + (i + 1) + ".member", listing.element(), value.get(i));
            }
        } else if (shape instanceof Shape.Mapping mapping) {
            mapping(path, mapping, value);
        } else {
            demands(shape, value).forEach(demand -> complain(path, value, demand));
        }
    }

    private void member(String path, Shape.Member member, JsonNode value) {
        if (value != null && !value.isNull()) {
            check(path, member.shape(), value);
        } else if (member.required()) {
            violations.add("Value null at '" + path + "' failed to satisfy constraint: Member must not be null");
        }
    }

    private void mapping(String path, Shape.Mapping mapping, JsonNode value) {
        bounded(path, value, mapping.size(), value.size(), "length");
        for (var entry : value.properties()) {
            var key = demands(shapes.shape(mapping.key()), JsonNodeFactory.instance.textNode(entry.getKey()));
            if (!key.isEmpty()) {
                complain(path, value, "Map keys must satisfy constraint: " + key);
            }
            var demands = demands(shapes.shape(mapping.value()), entry.getValue());
            if (demands.isEmpty()) {
                check(path + "." + entry.getKey() + ".member", mapping.value(), entry.getValue());
            } else {
                complain(path, value, "Map value must satisfy constraint: " + demands);
            }
        }
    }

    /** What a single value should be and is not. */
    private static List<String> demands(Shape shape, JsonNode value) {
        var demands = new ArrayList<String>();
        if (shape instanceof Shape.Whole whole) {
            bounds(demands, whole.range(), value.asLong(), "value");
        } else if (shape instanceof Shape.Text text) {
            var said = value.textValue();
            if (!text.values().isEmpty() && !text.values().contains(said)) {
                demands.add("Member must satisfy enum value set: " + new TreeSet<>(text.values()));
            }
            bounds(demands, text.length(), said.codePointCount(0, said.length()), "length");
            text.pattern()
                    .filter(pattern -> !pattern.matcher(said).matches())
                    .ifPresent(pattern -> demands.add("Member must satisfy regular expression pattern: " + pattern));
        }
        return demands;
    }

    private void bounded(String path, JsonNode value, Bounds bounds, long measure, String what) {
        var demands = new ArrayList<String>();
        bounds(demands, bounds, measure, what);
        demands.forEach(demand -> complain(path, value, demand));
    }

    private static void bounds(List<String> demands, Bounds bounds, long measure, String what) {
        if (measure < bounds.least()) {
            demands.add("Member must have " + what + " greater than or equal to " + bounds.least());
        }
        if (measure > bounds.most()) {
            demands.add("Member must have " + what + " less than or equal to " + bounds.most());
        }
    }

    private void complain(String path, JsonNode value, String demand) {
        violations.add("Value '" + (value.isTextual() ? value.textValue() : value) + "' at '" + path
                + "' failed to satisfy constraint: " + demand);
    }

    private static String path(String path, String member) {
        return path.isEmpty() ? member : path + "." + member;
    }
}

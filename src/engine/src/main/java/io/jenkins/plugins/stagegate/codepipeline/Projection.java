package io.jenkins.plugins.stagegate.codepipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * Brings an answer into its shape: what the shape does not know is left out, times become seconds, and texts are cut where
 * the service's end. So the views that people see and the protocol have one source.
 */
final class Projection {
    private static final int MILLIS = 3;

    private final Shapes shapes;

    Projection(Shapes shapes) {
        this.shapes = shapes;
    }

    /** The answer as that shape has it. */
    ObjectNode of(String shape, ObjectNode answer) {
        return (ObjectNode) project(shape, answer);
    }

    /** The value, or null if it says nothing. */
    private JsonNode project(String name, JsonNode value) {
        var shape = shapes.shape(name);
        if (shape instanceof Shape.Structure structure) {
            return structure(structure, value);
        }
        if (shape instanceof Shape.Listing listing) {
            var elements = JsonNodeFactory.instance.arrayNode();
            value.forEach(element -> elements.add(project(listing.element(), element)));
            return elements;
        }
        if (shape instanceof Shape.Moment) {
            return value.isTextual() ? seconds(Instant.parse(value.textValue())) : value;
        }
        return shape instanceof Shape.Text text ? cut(text, value) : value;
    }

    private ObjectNode structure(Shape.Structure structure, JsonNode value) {
        var node = JsonNodeFactory.instance.objectNode();
        structure.members().forEach((name, member) -> {
            var inner = value.get(name);
            if (inner != null && !inner.isNull()) {
                var projected = project(member.shape(), inner);
                if (!projected.isNull()) {
                    node.set(name, projected);
                }
            }
        });
        return node;
    }

    private static JsonNode cut(Shape.Text shape, JsonNode value) {
        var text = value.asText();
        if (text.length() < shape.length().least()) {
            return NullNode.instance;
        }
        int most = shape.length().most();
        return text.length() > most ? JsonNodeFactory.instance.textNode(text.substring(0, most)) : value;
    }

    static JsonNode seconds(Instant instant) {
        return JsonNodeFactory.instance.numberNode(BigDecimal.valueOf(instant.toEpochMilli(), MILLIS));
    }
}

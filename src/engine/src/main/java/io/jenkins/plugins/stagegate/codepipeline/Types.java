package io.jenkins.plugins.stagegate.codepipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** Reads a body as JSON whose values are of the right kinds. */
final class Types {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String CODE = "SerializationException";

    private Types() {}

    /** The request; an empty body is an empty one. */
    static ObjectNode read(Shapes shapes, String shape, byte[] body) throws ServiceException {
        if (body.length == 0) {
            return JsonNodeFactory.instance.objectNode();
        }
        try {
            var request = MAPPER.readTree(body);
            if (request instanceof ObjectNode object) {
                check(shapes, shape, object, "");
                return object;
            }
            throw new ServiceException(CODE, "The body is a JSON object, and this is none.");
        } catch (JsonProcessingException e) {
            throw new ServiceException(CODE, "The body is not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new ServiceException(CODE, "The body is not text in UTF-8.");
        }
    }

    private static void check(Shapes shapes, String name, JsonNode value, String path) throws ServiceException {
        var shape = shapes.shape(name);
        if (!fits(shape, value)) {
            throw new ServiceException(CODE, "The value at '" + path + "' is " + kind(shape) + ", not " + value + ".");
        }
        if (shape instanceof Shape.Structure structure) {
            for (var member : structure.members().entrySet()) {
                var inner = value.get(member.getKey());
                if (inner != null && !inner.isNull()) {
                    check(shapes, member.getValue().shape(), inner, path + "/" + member.getKey());
                }
            }
        } else if (shape instanceof Shape.Listing listing) {
            for (JsonNode element : value) {
                check(shapes, listing.element(), element, path + "/*");
            }
        } else if (shape instanceof Shape.Mapping mapping) {
            for (var entry : value.properties()) {
                check(shapes, mapping.value(), entry.getValue(), path + "/" + entry.getKey());
            }
        }
    }

    private static boolean fits(Shape shape, JsonNode value) {
        if (shape instanceof Shape.Structure || shape instanceof Shape.Mapping) {
            return value.isObject();
        }
        if (shape instanceof Shape.Listing) {
            return value.isArray();
        }
        if (shape instanceof Shape.Text) {
            return value.isTextual();
        }
        if (shape instanceof Shape.Whole) {
            return value.isIntegralNumber() && value.canConvertToInt();
        }
        return shape instanceof Shape.Truth ? value.isBoolean() : value.isNumber();
    }

    private static String kind(Shape shape) {
        if (shape instanceof Shape.Structure || shape instanceof Shape.Mapping) {
            return "an object";
        }
        if (shape instanceof Shape.Listing) {
            return "a list";
        }
        if (shape instanceof Shape.Text) {
            return "a text";
        }
        if (shape instanceof Shape.Whole) {
            return "a whole number of 32 bits";
        }
        return shape instanceof Shape.Truth ? "true or false" : "a number of seconds since 1970";
    }
}

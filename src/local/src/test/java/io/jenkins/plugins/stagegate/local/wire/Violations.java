package io.jenkins.plugins.stagegate.local.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.stagegate.local.wire.ShapeTable.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Requests that break one limit of the shapes each, and requests that break none. */
record Violations(ShapeTable table) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String CONSTRAINT = "Member must satisfy constraint: [";

    /** Texts for the patterns that the letter {@code a} does not match. */
    private static final Map<String, String> EXAMPLES = Map.of(
            "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
            "00000000-0000-0000-0000-000000000000",
            "arn:aws(-[\\w]+)*:codepipeline:.+:[0-9]{12}:.+",
            "arn:aws:codepipeline:local:000000000000:none",
            "arn:aws(-[\\w]+)*:iam::[0-9]{12}:role/.*",
            "arn:aws:iam::000000000000:role/release",
            "arn:aws(-[\\w]+)*:lambda:.+:[0-9]{12}:function:.+",
            "arn:aws:lambda:local:000000000000:function:ship",
            "[0-9]{12}",
            "000000000000",
            "[0-9]{12}|\\*",
            "000000000000",
            "AWS|ThirdParty",
            "AWS");

    /**
     * A value that is wrong in one place.
     *
     * @param path where, as the service says it
     * @param demand how the service says what it should be; for a value of the wrong kind, nothing
     */
    record Violation(JsonNode value, String path, String demand) {}

    /** The least that is possible for a shape. */
    JsonNode sample(String name) {
        var shape = table.shape(name);
        return switch (shape.kind()) {
            case "structure" -> {
                var object = JSON.objectNode();
                shape.members().forEach((member, of) -> {
                    if (member.endsWith("*")) {
                        object.set(member.replace("*", ""), sample(of));
                    }
                });
                yield object;
            }
            case "list" -> list(shape, Math.max(0, shape.least()));
            case "map" -> JSON.objectNode();
            case "string" -> JSON.textNode(text(shape));
            case "integer" -> JSON.numberNode(Math.max(1, shape.least()));
            case "boolean" -> JSON.booleanNode(true);
            default -> JSON.numberNode(1_500_000_000);
        };
    }

    private ArrayNode list(Shape shape, int size) {
        var list = JSON.arrayNode();
        for (int i = 0; i < size; i++) {
            list.add(sample(shape.element()));
        }
        return list;
    }

    private static String text(Shape shape) {
        if (!shape.values().isEmpty()) {
            return shape.values().get(0);
        }
        var text = EXAMPLES.getOrDefault(shape.pattern(), "a".repeat(Math.max(1, shape.least())));
        if (!shape.pattern().isEmpty() && !text.matches(shape.pattern())) {
            throw new AssertionError("no example of " + shape);
        }
        return text;
    }

    /** Every limit below a shape, broken once. */
    List<Violation> of(String name, String path) {
        var shape = table.shape(name);
        var found = new ArrayList<Violation>();
        switch (shape.kind()) {
            case "structure" -> members(shape, path, found);
            case "list" -> elements(shape, path, found);
            case "map" -> entries(shape, path, found);
            case "string" ->
                texts(shape).forEach((value, demand) -> found.add(new Violation(JSON.textNode(value), path, demand)));
            case "integer" -> {
                if (shape.least() >= 0) {
                    found.add(new Violation(JSON.numberNode(shape.least() - 1), path, least("value", shape)));
                }
                if (shape.most() >= 0) {
                    found.add(new Violation(JSON.numberNode(shape.most() + 1), path, most("value", shape)));
                }
            }
            default -> {}
        }
        return found;
    }

    private void members(Shape shape, String path, List<Violation> found) {
        shape.members().forEach((given, of) -> {
            var member = given.replace("*", "");
            var inner = path.isEmpty() ? member : path + "." + member;
            if (given.endsWith("*")) {
                var lacking = ((ObjectNode) sample(shape.name())).without(member);
                found.add(new Violation(lacking, inner, "Member must not be null"));
            }
            of(of, inner).forEach(violation -> found.add(within(shape, member, violation)));
        });
    }

    private Violation within(Shape shape, String member, Violation violation) {
        var whole = ((ObjectNode) sample(shape.name())).set(member, violation.value());
        return new Violation(whole, violation.path(), violation.demand());
    }

    private void elements(Shape shape, String path, List<Violation> found) {
        if (shape.least() > 0) {
            found.add(new Violation(list(shape, shape.least() - 1), path, least("length", shape)));
        }
        if (shape.most() >= 0) {
            found.add(new Violation(list(shape, shape.most() + 1), path, most("length", shape)));
        }
        boolean plain = table.shape(shape.element()).kind().equals("string");
        for (Violation violation : of(shape.element(), path + (plain ? "" : ".1.member"))) {
            var demand = plain ? CONSTRAINT : violation.demand();
            found.add(new Violation(JSON.arrayNode().add(violation.value()), violation.path(), demand));
        }
    }

    private void entries(Shape shape, String path, List<Violation> found) {
        var key = text(table.shape(shape.element()));
        if (shape.most() >= 0) {
            var many = JSON.objectNode();
            for (int i = 0; i <= shape.most(); i++) {
                many.set("k" + i, sample(shape.value()));
            }
            found.add(new Violation(many, path, most("length", shape)));
        }
        texts(table.shape(shape.element()))
                .forEach((wrong, demand) -> found.add(new Violation(
                        JSON.objectNode().set(wrong, sample(shape.value())),
                        path,
                        "Map keys must satisfy constraint: [")));
        boolean plain = table.shape(shape.value()).kind().equals("string");
        for (Violation violation : of(shape.value(), path + (plain ? "" : "." + key + ".member"))) {
            var demand = plain ? "Map value must satisfy constraint: [" : violation.demand();
            found.add(new Violation(JSON.objectNode().set(key, violation.value()), violation.path(), demand));
        }
    }

    /** Texts that are wrong, and what they should be. */
    private static Map<String, String> texts(Shape shape) {
        var wrong = new java.util.LinkedHashMap<String, String>();
        if (!shape.values().isEmpty()) {
            wrong.put("Nonsense", "Member must satisfy enum value set: " + new TreeSet<>(shape.values()));
        }
        if (shape.least() > 0) {
            wrong.put("a".repeat(shape.least() - 1), least("length", shape));
        }
        if (shape.most() >= 0) {
            wrong.put(text(shape) + "a".repeat(shape.most()), most("length", shape));
        }
        Stream.of("!", "\u00e4", "a\nb")
                .map(odd -> odd.repeat(Math.max(1, shape.least())))
                .filter(odd -> !shape.pattern().isEmpty() && !odd.matches(shape.pattern()))
                .findFirst()
                .ifPresent(odd -> wrong.put(odd, "Member must satisfy regular expression pattern: " + shape.pattern()));
        return wrong;
    }

    private static String least(String what, Shape shape) {
        return "Member must have " + what + " greater than or equal to " + shape.least();
    }

    private static String most(String what, Shape shape) {
        return "Member must have " + what + " less than or equal to " + shape.most();
    }

    /** Every member below a shape once with a value of another kind. */
    List<Violation> ofKinds(String name) {
        var shape = table.shape(name);
        var found = new ArrayList<Violation>();
        switch (shape.kind()) {
            case "structure" ->
                shape.members().forEach((given, of) -> ofKinds(of)
                        .forEach(violation -> found.add(within(shape, given.replace("*", ""), violation))));
            case "list" ->
                ofKinds(shape.element())
                        .forEach(one -> found.add(new Violation(JSON.arrayNode().add(one.value()), "", "")));
            case "map" ->
                ofKinds(shape.value())
                        .forEach(one -> found.add(new Violation(
                                JSON.objectNode().set(text(table.shape(shape.element())), one.value()), "", "")));
            default -> {}
        }
        found.add(new Violation(other(shape.kind()), "", ""));
        return found;
    }

    private static JsonNode other(String kind) {
        return switch (kind) {
            case "structure", "map" -> JSON.arrayNode();
            case "list" -> JSON.objectNode();
            case "string" -> JSON.numberNode(5);
            case "integer" -> JSON.numberNode(5_000_000_000L);
            default -> JSON.textNode("yes");
        };
    }
}

package io.jenkins.plugins.stagegate.local.importing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.stagegate.local.UserException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Terraform's other syntax: what a file of JSON says, in HCL. Its texts are templates as they are there; which members of an
 * object are blocks, the type of the resource decides.
 */
final class TerraformJson {
    private static final JsonMapper MAPPER = new JsonMapper();

    /** The blocks of a pipeline; whatever else it has is an attribute. */
    private static final Set<String> BLOCKS = Set.of(
            "action",
            "artifact_store",
            "before_entry",
            "branches",
            "condition",
            "content",
            "dynamic",
            "encryption_key",
            "environment_variable",
            "file_paths",
            "git_configuration",
            "on_failure",
            "on_success",
            "pull_request",
            "push",
            "retry_configuration",
            "rule",
            "rule_type_id",
            "stage",
            "trigger",
            "variable");

    private final StringBuilder hcl = new StringBuilder();

    private TerraformJson() {}

    /**
     * The same in HCL.
     *
     * @param file {@code .tf.json} or {@code .tfvars.json}
     */
    static String hcl(String file, String text) throws UserException {
        try {
            var tree = MAPPER.readTree(text);
            if (!tree.isObject()) {
                throw UserException.usage(file + " is not Terraform's JSON: expected an object.");
            }
            var made = new TerraformJson();
            if (file.endsWith(".tfvars.json")) {
                tree.properties().forEach(entry -> made.attribute(entry.getKey(), entry.getValue(), true));
            } else {
                made.file(tree);
            }
            return made.hcl.toString();
        } catch (JsonProcessingException e) {
            throw UserException.usage(file + " is not JSON: line "
                    + (e.getLocation() == null ? "?" : e.getLocation().getLineNr()) + ", " + e.getOriginalMessage());
        }
    }

    private void file(JsonNode tree) {
        for (JsonNode one : all(tree.path("resource"))) {
            for (var type : one.properties()) {
                for (JsonNode named : all(type.getValue())) {
                    named.properties().forEach(resource -> all(resource.getValue())
                            .forEach(body -> block(
                                    "resource " + quoted(type.getKey(), true) + " " + quoted(resource.getKey(), true),
                                    body,
                                    type.getKey().equals("aws_codepipeline"))));
                }
            }
        }
        for (JsonNode one : all(tree.path("variable"))) {
            one.properties().forEach(variable -> all(variable.getValue())
                    .forEach(body -> block("variable " + quoted(variable.getKey(), true), body, false)));
        }
        all(tree.path("locals")).forEach(locals -> block("locals", locals, false));
    }

    /** One object, or the objects of a list: blocks may be given as either. */
    private static List<JsonNode> all(JsonNode node) {
        return (node.isArray() ? elements(node) : Stream.of(node))
                .filter(JsonNode::isObject)
                .toList();
    }

    private static Stream<JsonNode> elements(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    private void block(String head, JsonNode body, boolean blocks) {
        hcl.append(head).append(" {\n");
        for (var entry : body.properties()) {
            var name = entry.getKey();
            if (name.equals("dynamic") && blocks) {
                all(entry.getValue()).forEach(dynamic -> dynamic.properties().forEach(inner -> all(inner.getValue())
                        .forEach(one -> block("dynamic " + quoted(inner.getKey(), true), one, true))));
            } else if (blocks && BLOCKS.contains(name) && isBlock(entry.getValue())) {
                all(entry.getValue()).forEach(inner -> block(name, inner, true));
            } else {
                attribute(name, entry.getValue(), false);
            }
        }
        hcl.append("}\n");
    }

    private static boolean isBlock(JsonNode value) {
        return !all(value).isEmpty();
    }

    private void attribute(String name, JsonNode value, boolean literal) {
        // A comment is a member of the name "//"; no other name could be one.
        if (name.matches("[A-Za-z_][A-Za-z0-9_-]*") && !value.isNull()) {
            hcl.append(name).append(" = ").append(expression(value, literal)).append('\n');
        }
    }

    private static String expression(JsonNode value, boolean literal) {
        if (value.isArray()) {
            return "["
                    + String.join(
                            ", ",
                            value.valueStream()
                                    .map(one -> expression(one, literal))
                                    .toList()) + "]";
        }
        if (value.isObject()) {
            var entries = value.properties().stream()
                    .map(entry -> quoted(entry.getKey(), literal) + " = " + expression(entry.getValue(), literal))
                    .toList();
            return "{ " + String.join(", ", entries) + " }";
        }
        return value.isTextual() ? quoted(value.textValue(), literal) : value.asText();
    }

    /** A text in quotes. Between the braces of a template stands an expression, in which nothing has to be escaped. */
    private static String quoted(String text, boolean literal) {
        var quoted = new StringBuilder("\"");
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            char at = text.charAt(i);
            if (depth == 0 && at == '$' && text.startsWith("${", i)) {
                boolean escaped = literal || (i > 0 && text.charAt(i - 1) == '$');
                quoted.append(literal ? "$${" : "${");
                depth = escaped ? 0 : 1;
                i++;
            } else if (depth > 0) {
                depth += at == '{' ? 1 : at == '}' ? -1 : 0;
                quoted.append(at == '\n' ? ' ' : at);
            } else {
                quoted.append(escaped(at));
            }
        }
        return quoted.append('"').toString();
    }

    private static String escaped(char at) {
        return switch (at) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> String.valueOf(at);
        };
    }
}

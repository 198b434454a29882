package io.jenkins.plugins.stagegate.local.importing;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.stagegate.local.UserException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.openrewrite.hcl.internal.grammar.HCLParser;

/** A folder of Terraform's files: what its variables and locals are, and which resources it has. */
final class TerraformModule {
    private final Map<String, HCLParser.ExpressionContext> expressions = new HashMap<>();
    private final Map<String, JsonNode> values = new HashMap<>();
    private final Set<String> open = new HashSet<>();
    private final List<Resource> resources = new ArrayList<>();
    private final HclValues evaluation = new HclValues(this::value);

    /** A {@code resource "type" "name"}. */
    record Resource(String file, String type, String name, HCLParser.BodyContext body) {}

    /** Takes in a file of the folder. Later files say more than earlier ones, as {@code .tfvars} do. */
    void add(String file, Hcl hcl) {
        boolean settings = file.endsWith(".tfvars") || file.endsWith(".tfvars.json");
        for (var content : hcl.body().bodyContent()) {
            if (content.block() != null && !settings) {
                add(file, content.block());
            } else if (content.attribute() != null && settings) {
                var name = "var." + content.attribute().getStart().getText();
                expressions.put(name, content.attribute().expression());
            }
        }
    }

    private void add(String file, HCLParser.BlockContext block) {
        var labels = block.blockLabel().stream()
                .map(label -> label.getText().replace("\"", ""))
                .toList();
        var body = block.blockExpr().body();
        switch (block.Identifier().getText()) {
            case "variable" -> {
                var standard = attributes(body).get("default");
                if (standard != null) {
                    expressions.putIfAbsent("var." + labels.get(0), standard);
                }
            }
            case "locals" -> attributes(body).forEach((name, value) -> expressions.put("local." + name, value));
            case "resource" -> {
                if (labels.size() == 2) {
                    resources.add(new Resource(file, labels.get(0), labels.get(1), body));
                }
            }
            default -> {}
        }
    }

    /** The attributes of a block, by name. */
    static Map<String, HCLParser.ExpressionContext> attributes(HCLParser.BodyContext body) {
        var attributes = new LinkedHashMap<String, HCLParser.ExpressionContext>();
        for (var content : body.bodyContent()) {
            if (content.attribute() != null) {
                attributes.put(
                        content.attribute().getStart().getText(),
                        content.attribute().expression());
            }
        }
        return attributes;
    }

    /** The resources of that type. */
    List<Resource> resources(String type) {
        return resources.stream().filter(one -> one.type().equals(type)).toList();
    }

    /** What expressions are worth in this folder. */
    HclValues evaluation() {
        return evaluation;
    }

    private JsonNode value(String name) {
        var known = values.get(name);
        if (known != null) {
            return known;
        }
        var expression = expressions.get(name);
        // What is made of itself has no value.
        if (expression == null || !open.add(name)) {
            return Unknown.node(name);
        }
        var value = evaluation.of(expression);
        open.remove(name);
        values.put(name, value);
        return value;
    }

    /** Reads a folder of which one file is asked for; others that cannot be read do not count. */
    static TerraformModule read(Hcl hcl, String file, Map<String, String> besides, Set<String> unread) {
        var module = new TerraformModule();
        module.add(file, hcl);
        besides.forEach((name, text) -> {
            try {
                module.add(name, Hcl.read(name, text));
            } catch (UserException e) {
                unread.add(name);
            }
        });
        return module;
    }
}

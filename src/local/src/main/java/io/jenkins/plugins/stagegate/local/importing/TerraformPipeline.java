package io.jenkins.plugins.stagegate.local.importing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.openrewrite.hcl.internal.grammar.HCLParser;

/** Turns a resource {@code aws_codepipeline} into the spelling of the API. */
final class TerraformPipeline {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern NEXT_WORD = Pattern.compile("_([a-z])");
    private static final List<String> TYPE = List.of("category", "owner", "provider", "version");

    /** Blocks that may come several times, and the list that they make. */
    private static final Map<String, String> LISTS = Map.of(
            "stage", "stages",
            "action", "actions",
            "variable", "variables",
            "trigger", "triggers",
            "condition", "conditions",
            "rule", "rules",
            "push", "push",
            "pull_request", "pullRequest",
            "environment_variable", "environmentVariables");

    /** Attributes and blocks whose keys are somebody's own words. */
    private static final Set<String> VERBATIM = Set.of("configuration");

    private final HclValues values;
    private final List<String> lost = new ArrayList<>();

    TerraformPipeline(HclValues values) {
        this.values = values;
    }

    /** What could not be carried over, in sentences. */
    List<String> lost() {
        return lost;
    }

    ObjectNode declaration(TerraformModule.Resource resource) {
        for (String many : List.of("count", "for_each")) {
            var attribute = TerraformModule.attributes(resource.body()).get(many);
            if (attribute != null) {
                lost.add("It is made once here, while Terraform makes as many as " + many + " = "
                        + Hcl.source(attribute) + " says.");
            }
        }
        return object(resource.body(), "pipeline");
    }

    private ObjectNode object(HCLParser.BodyContext body, String kind) {
        var object = JSON.objectNode();
        for (var content : body.bodyContent()) {
            if (content.attribute() != null) {
                var name = content.attribute().getStart().getText();
                var value = values.of(content.attribute().expression());
                if (!value.isNull()) {
                    object.set(camel(name), value(name, value));
                }
            } else if (content.block().Identifier().getText().equals("dynamic")) {
                dynamic(content.block(), object);
            } else {
                put(
                        object,
                        content.block().Identifier().getText(),
                        content.block().blockExpr().body());
            }
        }
        if (kind.equals("action")) {
            lift(object, "actionTypeId");
        }
        return object;
    }

    private JsonNode value(String name, JsonNode value) {
        if (!name.endsWith("_artifacts") || !value.isArray()) {
            return value;
        }
        var artifacts = JSON.arrayNode();
        value.forEach(
                one -> artifacts.add(one.isObject() ? one : JSON.objectNode().put("name", one.asText())));
        return artifacts;
    }

    private void put(ObjectNode object, String name, HCLParser.BodyContext body) {
        var made = VERBATIM.contains(name) ? words(body) : object(body, name);
        if (LISTS.containsKey(name)) {
            object.withArray(LISTS.get(name)).add(made);
        } else {
            object.set(camel(name), made);
        }
    }

    private JsonNode words(HCLParser.BodyContext body) {
        var object = JSON.objectNode();
        TerraformModule.attributes(body).forEach((name, expression) -> object.set(name, values.of(expression)));
        return object;
    }

    /** As many blocks as there are elements, if these are known. */
    private void dynamic(HCLParser.BlockContext block, ObjectNode object) {
        var name = block.blockLabel(0).getText().replace("\"", "");
        var attributes = TerraformModule.attributes(block.blockExpr().body());
        var iterator =
                attributes.containsKey("iterator") ? attributes.get("iterator").getText() : name;
        var content = block.blockExpr().body().bodyContent().stream()
                .filter(one -> one.block() != null)
                .map(one -> one.block().blockExpr().body())
                .findFirst();
        if (content.isEmpty() || !attributes.containsKey("for_each")) {
            return;
        }
        var source = values.of(attributes.get("for_each"));
        boolean known = HclValues.entries(
                source,
                (key, value) -> values.with(
                        iterator,
                        ((ObjectNode) JSON.objectNode().set("key", key)).set("value", value),
                        () -> put(object, name, content.get())));
        if (!known || source.isEmpty()) {
            lost.add("dynamic \"" + name + "\" in line " + block.getStart().getLine() + " makes its blocks of "
                    + Hcl.source(attributes.get("for_each"))
                    + (Unknown.in(source).isPresent() ? ", which only a deployment knows" : ", and that is empty here")
                    + ": they are left out.");
        }
    }

    /** An action names its type by four attributes, where the API has an object. */
    private static void lift(ObjectNode action, String member) {
        var type = JSON.objectNode();
        for (String part : TYPE) {
            var value = action.remove(part);
            if (value != null) {
                type.set(part, value);
            }
        }
        action.set(member, type);
    }

    private static String camel(String name) {
        return NEXT_WORD.matcher(name).replaceAll(match -> match.group(1).toUpperCase(Locale.ROOT));
    }
}

package io.jenkins.plugins.stagegate.local.importing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.jenkins.plugins.stagegate.local.UserException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A pipeline out of a file, in the spelling of the API.
 *
 * @param declaration may lack what is needed, and hold what nobody knows
 * @param open what a template leaves open
 */
record Template(String name, JsonNode declaration, Optional<OpenEnds> open) {
    private static final Pattern GENERATED = Pattern.compile("\\{\\{(?!resolve:)|\\{%");
    private static final String TYPE = "AWS::CodePipeline::Pipeline";
    /** Below these the keys are somebody's own words. */
    private static final Set<String> VERBATIM = Set.of("Configuration");

    /**
     * Finds the pipeline.
     *
     * @param besides the other files of the folder, by name
     * @param wanted the name of the resource, if there are several; else empty
     * @throws UserException if the file has no pipeline, or is not what it seems
     */
    static Template read(String file, String text, Map<String, String> besides, String wanted) throws UserException {
        if (TerraformFolder.isTerraform(file)) {
            return Terraform.read(file, text, besides, wanted);
        }
        var generated = GENERATED.matcher(text);
        if (generated.find()) {
            var line = text.substring(0, generated.start()).lines().count();
            throw UserException.usage(file + " is a template that makes templates: line " + Math.max(1, line) + " has "
                    + generated.group() + ". Render it first, and import what comes out.");
        }
        var tree = YamlTree.read(text);
        return tree.has("Resources") ? ofStack(file, tree, wanted) : ofService(file, tree);
    }

    private static Template ofService(String file, JsonNode tree) throws UserException {
        var pipeline = tree.path("pipeline").isObject() ? tree.path("pipeline") : tree;
        if (!pipeline.path("stages").isArray()) {
            throw UserException.usage("There is no pipeline in " + file + ". Expected the JSON of `aws codepipeline"
                    + " get-pipeline`, or a CloudFormation template with a resource of the type " + TYPE + ".");
        }
        return new Template(pipeline.path("name").asText(), pipeline, Optional.empty());
    }

    private static Template ofStack(String file, JsonNode tree, String wanted) throws UserException {
        var found = new LinkedHashMap<String, JsonNode>();
        for (Map.Entry<String, JsonNode> resource : tree.path("Resources").properties()) {
            boolean meant = wanted.isEmpty() || resource.getKey().equals(wanted);
            if (meant && resource.getValue().path("Type").asText().equals(TYPE)) {
                found.put(resource.getKey(), resource.getValue().path("Properties"));
            }
        }
        if (found.isEmpty()) {
            throw UserException.usage("There is no resource " + (wanted.isEmpty() ? "" : wanted + " ") + "of the type "
                    + TYPE + " in " + file + ".");
        }
        if (found.size() > 1) {
            throw UserException.usage(
                    file + " has several pipelines. Name one with --resource: " + String.join(", ", found.keySet()));
        }
        var functions = new Functions(tree);
        var only = found.entrySet().iterator().next();
        new BuildProjects(tree.path("Resources")).tell(only.getValue());
        var declaration = lowered(functions.resolve(only.getValue()));
        return new Template(declaration.path("name").asText(only.getKey()), declaration, Optional.of(functions));
    }

    /** CloudFormation begins the same names with a capital letter. */
    private static JsonNode lowered(JsonNode node) {
        if (node.isArray()) {
            var array = JsonNodeFactory.instance.arrayNode();
            node.forEach(element -> array.add(lowered(element)));
            return array;
        }
        if (!node.isObject()) {
            return node;
        }
        var object = JsonNodeFactory.instance.objectNode();
        for (var entry : node.properties()) {
            var key = entry.getKey();
            if (!key.isEmpty()) {
                object.set(
                        Character.toLowerCase(key.charAt(0)) + key.substring(1),
                        VERBATIM.contains(key) ? entry.getValue() : lowered(entry.getValue()));
            }
        }
        return object;
    }
}

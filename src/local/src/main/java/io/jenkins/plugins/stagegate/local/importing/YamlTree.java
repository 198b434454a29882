package io.jenkins.plugins.stagegate.local.importing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.stagegate.local.UserException;
import java.io.StringReader;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * YAML, and JSON with it, as a tree. CloudFormation's short functions such as {@code !Ref} become their long form. Nothing in
 * the text is ever made an object of a class.
 */
final class YamlTree {
    /** More than any template; fewer than aliases of aliases could make of a short text. */
    private static final int MOST_NODES = 100_000;

    private static final Set<String> BARE = Set.of("!Ref", "!Condition");

    /** More than the parser lets pass, and fewer than an alias of itself would be. */
    private static final int DEEPEST = 200;

    private int nodes;
    private int depth;

    private YamlTree() {}

    static JsonNode read(String text) throws UserException {
        try {
            var root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
            return root == null ? JsonNodeFactory.instance.nullNode() : new YamlTree().tree(root);
        } catch (MarkedYAMLException e) {
            var at = e.getProblemMark() == null
                    ? ""
                    : " in line " + (e.getProblemMark().getLine() + 1);
            throw UserException.usage("The file is neither JSON nor YAML: " + e.getProblem() + at + ".");
        } catch (YAMLException e) {
            throw UserException.usage("The file is neither JSON nor YAML: " + e.getMessage());
        }
    }

    private JsonNode tree(Node node) throws UserException {
        if (++nodes > MOST_NODES) {
            throw UserException.usage("The file says too much for a template: its aliases stand for more than "
                    + MOST_NODES + " values.");
        }
        if (++depth > DEEPEST) {
            throw UserException.usage("The file is no template: an alias in it stands for itself.");
        }
        var value = plain(node);
        depth--;
        var tag = node.getTag().getValue();
        if (!tag.startsWith("!") || tag.equals("!")) {
            return value;
        }
        var name = BARE.contains(tag) ? tag.substring(1) : "Fn::" + tag.substring(1);
        return JsonNodeFactory.instance.objectNode().set(name, value);
    }

    /** What a mapping says itself counts before what it takes in by {@code <<}. */
    private JsonNode object(MappingNode mapping) throws UserException {
        var object = JsonNodeFactory.instance.objectNode();
        var own = JsonNodeFactory.instance.objectNode();
        for (NodeTuple entry : mapping.getValue()) {
            if (entry.getKeyNode() instanceof ScalarNode key) {
                var value = tree(entry.getValueNode());
                if (!key.getTag().equals(Tag.MERGE)) {
                    own.set(key.getValue(), value);
                } else if (value.isObject()) {
                    object.setAll((ObjectNode) value);
                } else {
                    for (JsonNode one : value) {
                        one.properties().forEach(taken -> object.putIfAbsent(taken.getKey(), taken.getValue()));
                    }
                }
            }
        }
        return object.setAll(own);
    }

    private JsonNode plain(Node node) throws UserException {
        if (node instanceof MappingNode mapping) {
            return object(mapping);
        }
        if (node instanceof SequenceNode sequence) {
            var array = JsonNodeFactory.instance.arrayNode();
            for (Node element : sequence.getValue()) {
                array.add(tree(element));
            }
            return array;
        }
        // Everything else is a text to CodePipeline, `Version: 1` too.
        return Tag.NULL.equals(node.getTag())
                ? JsonNodeFactory.instance.nullNode()
                : JsonNodeFactory.instance.textNode(((ScalarNode) node).getValue());
    }
}

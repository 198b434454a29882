package io.jenkins.plugins.stagegate.buildspec;

import io.jenkins.plugins.stagegate.wording.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A mapping of the file, with the lines in which its values stand. */
final class Mapping {
    private final String name;
    private final Map<String, Node> values = new LinkedHashMap<>();

    private Mapping(String name) {
        this.name = name;
    }

    /** @param name what people call it */
    static Mapping of(String name, Node node) throws InvalidBuildspecException {
        var mapping = new Mapping(name);
        if (isNothing(node)) {
            return mapping;
        }
        if (!(node instanceof MappingNode pairs)) {
            throw InvalidBuildspecException.at(
                    line(node),
                    name + " has to be a mapping: names, each with a colon behind it. Mind the indentation.");
        }
        for (NodeTuple pair : pairs.getValue()) {
            if (!(pair.getKeyNode() instanceof ScalarNode key)) {
                throw InvalidBuildspecException.at(line(pair.getKeyNode()), "a name in " + name + " has to be a text.");
            }
            if (mapping.values.put(key.getValue(), pair.getValueNode()) != null) {
                throw InvalidBuildspecException.at(
                        line(key), "`" + key.getValue() + "` stands twice in " + name + ". Make one of both.");
            }
        }
        return mapping;
    }

    private static boolean isNothing(Node node) {
        return Tag.NULL.equals(node.getTag());
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    Set<String> names() {
        return values.keySet();
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    int lineOf(String key) {
        return line(values.get(key));
    }

    /** The mapping of that name; an empty one if it is not there. */
    Mapping mapping(String key) throws InvalidBuildspecException {
        var path = name.isEmpty() ? key : name.replace("`", "") + " / " + key;
        return has(key) ? of("`" + path + "`", values.get(key)) : new Mapping("`" + path + "`");
    }

    /** The text of that name. */
    Optional<String> text(String key) throws InvalidBuildspecException {
        if (!has(key) || isNothing(values.get(key))) {
            return Optional.empty();
        }
        return Optional.of(scalar(values.get(key), "`" + key + "`", ""));
    }

    /** The truth of that name, in the words that YAML 1.1 has for it. */
    boolean truth(String key) throws InvalidBuildspecException {
        var word = text(key).orElse("no").toLowerCase(Locale.ROOT);
        if (Set.of("yes", "true", "on").contains(word)) {
            return true;
        }
        if (!Set.of("no", "false", "off").contains(word)) {
            throw InvalidBuildspecException.at(
                    lineOf(key), "`" + key + "` has to be yes or no, and is `" + word + "`.");
        }
        return false;
    }

    /** The list of that name; a text alone is a list of one. */
    List<String> texts(String key, String remedy) throws InvalidBuildspecException {
        if (!has(key) || isNothing(values.get(key))) {
            return List.of();
        }
        if (values.get(key) instanceof SequenceNode list) {
            var texts = new ArrayList<String>();
            for (Node element : list.getValue()) {
                if (!isNothing(element)) {
                    texts.add(scalar(element, "an element of `" + key + "`", remedy));
                }
            }
            return texts;
        }
        return List.of(scalar(values.get(key), "`" + key + "`", remedy));
    }

    /** All its texts by their names. */
    Map<String, String> texts() throws InvalidBuildspecException {
        var texts = new LinkedHashMap<String, String>();
        for (String key : values.keySet()) {
            texts.put(key, text(key).orElse(""));
        }
        return texts;
    }

    private static String scalar(Node node, String what, String remedy) throws InvalidBuildspecException {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        var found = node instanceof MappingNode ? "a mapping" : "a list";
        throw InvalidBuildspecException.at(line(node), what + " is " + found + ", and has to be a text. " + remedy);
    }

    /** A note for each name that is none of those. */
    void noteOthers(Set<String> known, List<String> notes) {
        values.forEach((key, value) -> {
            if (!known.contains(key)) {
                notes.add(("Line " + line(value) + ": `" + key + "` means nothing in "
                                + (name.isEmpty() ? "a buildspec" : name) + " and is ignored. "
                                + Nearest.suggestion(key, known))
                        .strip());
            }
        });
    }
}

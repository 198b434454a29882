package io.jenkins.plugins.stagegate.codepipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What belongs to the account and to no pipeline: a file with some drawers of named objects. May be used by any thread. */
public final class Registry {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Path file;
    private final Seal seal;
    private final ObjectNode content;

    /** What a host does to the text of the file, which holds the secrets of webhooks. */
    public interface Seal {
        /** Leaves the text as it is, for files that nobody else can read. */
        Seal NONE = new Seal() {
            @Override
            public String close(String text) {
                return text;
            }

            @Override
            public String open(String text) {
                return text;
            }
        };

        /** Makes it unreadable. */
        String close(String text);

        /** Makes it readable again. */
        String open(String text) throws IOException;
    }

    /** The drawers. */
    enum Drawer {
        TAGS,
        WEBHOOKS
    }

    private Registry(Path file, Seal seal, ObjectNode content) {
        this.file = file;
        this.seal = seal;
        this.content = content;
    }

    /** The registry that is kept in this file, which need not exist yet. */
    public static Registry open(Path file, Seal seal) throws IOException {
        try {
            return new Registry(file, seal, (ObjectNode) MAPPER.readTree(seal.open(Files.readString(file))));
        } catch (NoSuchFileException e) {
            return new Registry(file, seal, Operation.object());
        }
    }

    synchronized Optional<ObjectNode> find(Drawer drawer, String name) {
        return Optional.ofNullable(content.path(drawer.name()).get(name))
                .map(JsonNode::deepCopy)
                .map(ObjectNode.class::cast);
    }

    synchronized SortedMap<String, ObjectNode> all(Drawer drawer) {
        var all = new TreeMap<String, ObjectNode>();
        content.path(drawer.name())
                .properties()
                .forEach(entry ->
                        all.put(entry.getKey(), (ObjectNode) entry.getValue().deepCopy()));
        return all;
    }

    synchronized void put(Drawer drawer, String name, ObjectNode value) throws IOException {
        content.withObjectProperty(drawer.name()).set(name, value);
        write();
    }

    /** Changes an object that is there; nothing is written if the change says that there is none. */
    synchronized void change(Drawer drawer, String name, Predicate<ObjectNode> change) throws IOException {
        if (content.path(drawer.name()).get(name) instanceof ObjectNode known && change.test(known)) {
            write();
        }
    }

    synchronized void remove(Drawer drawer, String name) throws IOException {
        if (content.withObjectProperty(drawer.name()).remove(name) != null) {
            write();
        }
    }

    /** Old or new, never half. */
    private void write() throws IOException {
        new PrivateFile(file).write(seal.close(content.toPrettyString()).getBytes(StandardCharsets.UTF_8));
    }
}

package io.jenkins.plugins.stagegate.codepipeline;

import io.jenkins.plugins.stagegate.codepipeline.Shape.Bounds;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The operations of the protocol and the shapes of their requests and answers: the table {@code shapes.txt}. */
final class Shapes {
    /** The one table there is. */
    static final Shapes ALL = read();

    private final Map<String, Signature> operations = new LinkedHashMap<>();
    private final Map<String, Shape> shapes = new HashMap<>();

    /**
     * What an operation takes, gives, and may be refused with.
     *
     * @param output empty for an operation that answers with nothing
     */
    record Signature(String input, Optional<String> output, Set<String> errors) {}

    private static Shapes read() {
        try (InputStream table = Shapes.class.getResourceAsStream("shapes.txt")) {
            var all = new Shapes();
            new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .forEach(all::add);
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(String line) {
        var words = line.split(" ", 3);
        var rest = words.length < 3 ? "" : words[2];
        if (words[0].equals("operation")) {
            operations.put(words[1], signature(rest.split(" ")));
        } else {
            shapes.put(words[1], shape(words[0], rest));
        }
    }

    private static Signature signature(String[] words) {
        return new Signature(
                words[0],
                Optional.of(words[1]).filter(name -> !name.equals("-")),
                Set.copyOf(List.of(words).subList(2, words.length)));
    }

    private static Shape shape(String kind, String rest) {
        var words = rest.isEmpty() ? new String[0] : rest.split(" ");
        return switch (kind) {
            case "structure" -> structure(words);
            case "list" -> new Shape.Listing(words[0], bounds(words, 1));
            case "map" -> new Shape.Mapping(words[0], words[1], bounds(words, 2));
            case "string" -> text(rest);
            case "integer" -> new Shape.Whole(bounds(words, 0));
            case "boolean" -> new Shape.Truth();
            case "timestamp" -> new Shape.Moment();
            default -> throw new IllegalArgumentException("no kind of shape: " + kind);
        };
    }

    private static Shape structure(String[] words) {
        var members = new LinkedHashMap<String, Shape.Member>();
        for (String word : words) {
            var parts = word.split(":");
            boolean required = parts[0].endsWith("*");
            members.put(parts[0].replace("*", ""), new Shape.Member(parts[1], required));
        }
        return new Shape.Structure(members);
    }

    private static Bounds bounds(String[] words, int at) {
        return words.length > at ? Bounds.parse(words[at]) : Bounds.NONE;
    }

    /** A pattern may hold spaces, so it is cut off first. */
    private static Shape text(String rest) {
        int slash = rest.indexOf('/');
        var pattern = slash < 0
                ? Optional.<Pattern>empty()
                : Optional.of(Pattern.compile(rest.substring(slash + 1, rest.length() - 1)));
        var length = Bounds.NONE;
        List<String> values = List.of();
        for (String word : (slash < 0 ? rest : rest.substring(0, slash)).split(" ")) {
            if (word.startsWith("{")) {
                values = List.of(word.substring(1, word.length() - 1).split("\\|"));
            } else if (!word.isEmpty()) {
                length = Bounds.parse(word);
            }
        }
        return new Shape.Text(length, values, pattern);
    }

    /** What is known of that operation, if it exists. */
    Optional<Signature> operation(String name) {
        return Optional.ofNullable(operations.get(name));
    }

    /** The shape of that name. */
    Shape shape(String name) {
        var shape = shapes.get(name);
        if (shape == null) {
            throw new IllegalArgumentException("no shape " + name);
        }
        return shape;
    }

    /** All operations, in the order of their names. */
    Stream<String> operations() {
        return operations.keySet().stream();
    }
}

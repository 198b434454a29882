package io.jenkins.plugins.stagegate.local.wire;

import io.jenkins.plugins.stagegate.codepipeline.AnswerCheck;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The table of the service's shapes, read on its own: what the program makes of the table is what the tests are about.
 *
 * @param operations by name, in their order
 */
record ShapeTable(Map<String, Operation> operations, Map<String, Shape> shapes) {
    /** @param errors what it may be refused with */
    record Operation(String input, Set<String> errors) {}

    /**
     * A line of the table.
     *
     * @param rest what follows the name
     */
    record Shape(String name, String kind, String rest) {
        private String word(int index) {
            var words = rest.split(" ");
            return words.length > index ? words[index] : "";
        }

        /** The members of a structure and their shapes; what must be given ends with an asterisk. */
        Map<String, String> members() {
            var members = new LinkedHashMap<String, String>();
            for (String member : rest.isEmpty() ? new String[0] : rest.split(" ")) {
                members.put(member.substring(0, member.indexOf(':')), member.substring(member.indexOf(':') + 1));
            }
            return members;
        }

        /** The shape of a list's elements, or of a map's keys. */
        String element() {
            return word(0);
        }

        /** The shape of a map's values. */
        String value() {
            return word(1);
        }

        private String bounds() {
            return switch (kind) {
                case "list" -> word(1);
                case "map" -> word(2);
                default -> word(0).contains("..") && !word(0).startsWith("/") ? word(0) : "";
            };
        }

        /** The least that is possible, or -1. */
        int least() {
            return number(bounds().replaceFirst("\\.\\..*", ""));
        }

        /** The most that is possible, or -1. */
        int most() {
            return number(bounds().replaceFirst(".*\\.\\.", ""));
        }

        private static int number(String text) {
            return text.isEmpty() ? -1 : Integer.parseInt(text);
        }

        /** What a text must match, or nothing. */
        String pattern() {
            return kind.equals("string") && rest.contains("/")
                    ? rest.substring(rest.indexOf('/') + 1, rest.length() - 1)
                    : "";
        }

        /** What a text may be; empty if anything. */
        List<String> values() {
            return rest.startsWith("{")
                    ? List.of(rest.substring(1, rest.length() - 1).split("\\|"))
                    : List.of();
        }
    }

    static ShapeTable read() throws IOException {
        var table = new ShapeTable(new LinkedHashMap<>(), new HashMap<>());
        try (var stream = AnswerCheck.class.getResourceAsStream("shapes.txt")) {
            new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .forEach(table::add);
        }
        return table;
    }

    private void add(String line) {
        var words = line.split(" ", 3);
        var rest = words.length < 3 ? "" : words[2];
        if (words[0].equals("operation")) {
            var signature = List.of(rest.split(" "));
            operations.put(
                    words[1], new Operation(signature.get(0), Set.copyOf(signature.subList(2, signature.size()))));
        } else {
            shapes.put(words[1], new Shape(words[1], words[0], rest));
        }
    }

    Shape shape(String name) {
        return shapes.get(name);
    }
}

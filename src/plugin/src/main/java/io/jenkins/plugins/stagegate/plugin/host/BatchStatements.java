package io.jenkins.plugins.stagegate.plugin.host;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The statements of a batch file: lines, and the lines that one goes over because it has a block, or a {@code ^} at its end. */
final class BatchStatements {
    /** Elsewhere a parenthesis is a character like any other. */
    private static final Pattern BLOCK =
            Pattern.compile("@?\\s*(if|for)\\b.*|@?\\s*\\(.*|.*\\(", Pattern.CASE_INSENSITIVE);

    private BatchStatements() {}

    /** The statements in their order; nothing is changed in a line. */
    static List<String> of(List<String> lines) {
        var statements = new ArrayList<String>();
        for (int first = 0; first < lines.size(); ) {
            int next = first + length(lines.subList(first, lines.size()));
            statements.add(String.join("\r\n", lines.subList(first, next)));
            first = next;
        }
        return statements;
    }

    /** How many of the lines the first statement has. A block that nobody closes was none. */
    private static int length(List<String> lines) {
        boolean block = false;
        int depth = 0;
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i).strip();
            block = block || BLOCK.matcher(line).matches();
            depth += block ? opened(line) : 0;
            if (depth <= 0 && !goesOn(line)) {
                return i + 1;
            }
        }
        return depth > 0 ? 1 : lines.size();
    }

    /** How many parentheses a line opens more than it closes. */
    private static int opened(String line) {
        int opened = 0;
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            switch (line.charAt(i)) {
                case '"' -> quoted = !quoted;
                case '^' -> i += quoted ? 0 : 1;
                case '(' -> opened += quoted ? 0 : 1;
                case ')' -> opened -= quoted ? 0 : 1;
                default -> {}
            }
        }
        return opened;
    }

    private static boolean goesOn(String line) {
        return line.chars().skip(line.replaceFirst("\\^+$", "").length()).count() % 2 == 1;
    }
}

package io.jenkins.plugins.stagegate.dsl;

import java.util.List;

/** Command lines as their author wrote them into one text. */
final class CommandLines {
    private CommandLines() {}

    /** The lines of the text without the indentation that they share, and without blank ones. */
    static List<String> of(String text) {
        List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
        int shared = lines.stream().mapToInt(CommandLines::indentation).min().orElse(0);
        return lines.stream()
                .map(line -> line.substring(shared).stripTrailing())
                .toList();
    }

    private static int indentation(String line) {
        return line.length() - line.stripLeading().length();
    }
}

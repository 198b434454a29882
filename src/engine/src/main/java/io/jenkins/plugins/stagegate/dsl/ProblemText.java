package io.jenkins.plugins.stagegate.dsl;

/** A problem as people read it: the line with carets under the word that is meant, what is expected, how to mend it. */
public final class ProblemText {
    private ProblemText() {}

    /**
     * The problem in some lines, each with its end.
     *
     * @param sourceText the text that the problem is in
     */
    public static String render(Problem problem, String sourceText) {
        Position where = problem.where();
        String line = new SourceText(where.file(), sourceText).lineOf(where);
        var text = new StringBuilder(where + ": error: " + problem.message() + "\n");
        if (!line.isBlank()) {
            // Tabs stay tabs, so that the carets stand right however wide a tab is shown.
            String indent = line.substring(0, where.column() - 1).replaceAll("[^\t]", " ");
            text.append("    ").append(line.stripTrailing()).append('\n');
            text.append("    ")
                    .append(indent)
                    .append("^".repeat(where.length()))
                    .append('\n');
        }
        append(text, "  expected: ", problem.expected());
        append(text, "  to mend it: ", problem.hint());
        return text.toString();
    }

    private static void append(StringBuilder text, String title, String content) {
        if (!content.isEmpty()) {
            text.append(title).append(content).append('\n');
        }
    }
}

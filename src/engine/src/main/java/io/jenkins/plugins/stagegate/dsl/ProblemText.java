package io.jenkins.plugins.stagegate.dsl;

import java.util.List;
import java.util.stream.Collectors;

/** A problem as people read it: the line with carets under the word that is meant, what is expected, how to mend it. */
public final class ProblemText {
    private static final int BEFORE = 80;
    private static final int WIDTH = 240;

    private ProblemText() {}

    /**
     * The problem in some lines, each with its end.
     *
     * @param sourceText the text that the problem is in
     */
    public static String render(Problem problem, String sourceText) {
        Position where = problem.where();
        return render(problem, new SourceText(where.file(), sourceText));
    }

    /** All of them, with an empty line after each but the last. */
    public static String render(List<Problem> problems, String sourceText) {
        var source = new SourceText("", sourceText);
        return problems.stream().map(problem -> render(problem, source)).collect(Collectors.joining("\n"));
    }

    private static String render(Problem problem, SourceText source) {
        Position where = problem.where();
        var text = new StringBuilder(where + ": error: " + problem.message() + "\n");
        line(text, where, source.lineOf(where));
        append(text, "  expected: ", problem.expected());
        append(text, "  to mend it: ", problem.hint());
        return text.toString();
    }

    private static void line(StringBuilder text, Position where, String whole) {
        if (whole.isBlank()) {
            return;
        }
        int column = where.column() - 1;
        int from = whole.length() > WIDTH ? Math.max(0, column - BEFORE) : 0;
        String line =
                whole.substring(from, Math.min(whole.length(), from + WIDTH)).stripTrailing();
        // Tabs stay tabs, so that the carets stand right however wide a tab is shown.
        String indent = whole.substring(from, column).replaceAll("[^\t]", " ");
        int carets = Math.max(1, Math.min(where.length(), from + WIDTH - column));
        text.append("    ").append(line).append('\n');
        text.append("    ").append(indent).append("^".repeat(carets)).append('\n');
    }

    private static void append(StringBuilder text, String title, String content) {
        if (!content.isEmpty()) {
            text.append(title).append(content).append('\n');
        }
    }
}

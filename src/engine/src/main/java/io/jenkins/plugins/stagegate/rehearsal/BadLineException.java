package io.jenkins.plugins.stagegate.rehearsal;

import java.util.Collection;
import java.util.List;

/** Carries what is wrong with a line from where it is found to the reader of the scenario. */
final class BadLineException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final transient ScenarioProblem problem;

    /** The line's number is filled in by the reader. */
    BadLineException(
            int column, int length, String said, String message, Collection<String> words, Collection<String> kinds) {
        super(message);
        this.problem = new ScenarioProblem(1, column, length, said, message, List.copyOf(words), List.copyOf(kinds));
    }

    ScenarioProblem in(int line) {
        return new ScenarioProblem(
                line,
                problem.column(),
                problem.length(),
                problem.said(),
                problem.message(),
                problem.words(),
                problem.kinds());
    }
}

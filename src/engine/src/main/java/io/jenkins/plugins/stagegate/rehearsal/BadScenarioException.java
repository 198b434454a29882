package io.jenkins.plugins.stagegate.rehearsal;

import java.util.List;

/** A scenario cannot be understood; nothing was rehearsed. */
public final class BadScenarioException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient List<ScenarioProblem> problems;

    BadScenarioException(List<ScenarioProblem> problems) {
        super(problems.get(0).message());
        this.problems = List.copyOf(problems);
    }

    /** All that is wrong, in the order of the lines; at least one. */
    public List<ScenarioProblem> problems() {
        return problems;
    }
}

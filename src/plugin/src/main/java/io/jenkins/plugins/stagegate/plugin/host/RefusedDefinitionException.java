package io.jenkins.plugins.stagegate.plugin.host;

import hudson.AbortException;
import io.jenkins.plugins.stagegate.dsl.Problem;
import io.jenkins.plugins.stagegate.dsl.ProblemText;
import java.util.List;

/** A definition has problems; the message shows each of them with its line and carets. */
public final class RefusedDefinitionException extends AbortException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;
    private final String text;

    RefusedDefinitionException(List<Problem> problems, String text) {
        super(ProblemText.render(problems, text));
        this.problems = List.copyOf(problems);
        this.text = text;
    }

    /** The problems, in the order of the text; at least one. */
    public List<Problem> problems() {
        return problems;
    }

    /** One of them as the message shows it. */
    public String render(Problem problem) {
        return ProblemText.render(problem, text);
    }
}

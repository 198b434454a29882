package io.jenkins.plugins.stagegate.dsl;

import io.jenkins.plugins.stagegate.validation.Explanation;

/**
 * A reason not to accept a definition.
 *
 * @param rule the rule that is broken: a key of {@code messages.properties}
 * @param message what is wrong
 * @param expected what is possible there; may be empty
 * @param hint how to mend it; may be empty
 */
public record Problem(String rule, Position where, String message, String expected, String hint)
        implements Comparable<Problem> {
    static Problem of(String rule, Position where, Explanation explanation) {
        return new Problem(rule, where, explanation.message(), explanation.expected(), explanation.hint());
    }

    @Override
    public int compareTo(Problem other) {
        return where.compareTo(other.where);
    }
}

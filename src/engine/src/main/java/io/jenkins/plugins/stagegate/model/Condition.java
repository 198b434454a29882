package io.jenkins.plugins.stagegate.model;

import java.util.List;

/**
 * Rules that must all hold, and what follows from them.
 *
 * @param result on entry and on success it follows when a rule does <em>not</em> hold, on failure when all hold
 */
public record Condition(Result result, List<Rule> rules) {
    public Condition {
        rules = List.copyOf(rules);
    }

    /** What follows from a condition. */
    public enum Result {
        FAIL,
        ROLLBACK,
        RETRY,
        SKIP
    }
}

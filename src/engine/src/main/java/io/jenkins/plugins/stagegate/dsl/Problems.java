package io.jenkins.plugins.stagegate.dsl;

import io.jenkins.plugins.stagegate.validation.Explanation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Collects the problems of one reading. */
final class Problems {
    /** Nobody mends more at once. */
    static final int MOST = 100;

    private final List<Problem> found = new ArrayList<>();

    void add(String rule, Position where, Object... arguments) {
        if (found.size() < MOST) {
            found.add(Problem.of(rule, where, Explanation.of(rule, arguments)));
        }
    }

    /** Says this one thing, since it explains all others. */
    void replaceAll(String rule, Position where) {
        found.clear();
        add(rule, where);
    }

    /** If there are problems with these rules, forgets all others, and says true. */
    boolean reduceTo(Set<String> rules) {
        boolean any = found.stream().anyMatch(problem -> rules.contains(problem.rule()));
        if (any) {
            found.removeIf(problem -> !rules.contains(problem.rule()));
        }
        return any;
    }

    boolean none() {
        return found.isEmpty();
    }

    List<Problem> inOrder() {
        return found.stream().sorted().toList();
    }
}

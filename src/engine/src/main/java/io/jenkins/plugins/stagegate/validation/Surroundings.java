package io.jenkins.plugins.stagegate.validation;

import io.jenkins.plugins.stagegate.model.Gates;
import java.util.Set;

/**
 * What a host adds to what every pipeline finds.
 *
 * @param gates the approvals that it imposes on the pipeline; no part of the definition
 * @param rules the providers of rules that it has beside those that the language knows
 * @param notifiers the ways to tell people of approvals that it has; those that the language knows may be among them
 */
public record Surroundings(Gates gates, Set<String> rules, Set<String> notifiers) {
    /** Nothing is added. */
    public static final Surroundings NONE = new Surroundings(Gates.NONE, Set.of(), Set.of());

    public Surroundings {
        rules = Set.copyOf(rules);
        notifiers = Set.copyOf(notifiers);
    }
}

package io.jenkins.plugins.stagegate.decision;

import java.time.Instant;
import java.util.Map;

/**
 * One look at a rule.
 *
 * @param id the rule execution's id
 * @param summary what was found; empty while it runs
 * @param expires when it counts as failed if nothing was found by then
 * @param configuration with every variable resolved
 */
public record RuleRun(
        String id,
        String rule,
        ActionStatus status,
        Instant started,
        Instant lastChanged,
        Instant expires,
        Map<String, String> configuration,
        String summary) {
    RuleRun with(ActionStatus next, String found, Instant at) {
        return new RuleRun(id, rule, next, started, at, expires, configuration, found);
    }
}

package io.jenkins.plugins.stagegate.decision;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A rule that the engine judges itself, from the time and the execution's variables alone. */
public interface BuiltInRule {
    /** What a rule says. */
    record Judgement(boolean holds, String summary) {}

    /** The judgement now, or nothing if it has to wait. The configuration has its variables resolved. */
    Optional<Judgement> judge(Map<String, String> configuration, Instant now);

    /** When it pays to judge again, if it has to wait. */
    default Optional<Instant> next(Map<String, String> configuration, Instant now) {
        return Optional.empty();
    }

    /** The rule of that provider, if the engine judges it; otherwise the host does. */
    static Optional<BuiltInRule> of(String provider) {
        return switch (provider) {
            case "VariableCheck" -> Optional.of(new VariableCheck());
            case "DeploymentWindow" -> Optional.of(new DeploymentWindow());
            default -> Optional.empty();
        };
    }
}

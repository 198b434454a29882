package io.jenkins.plugins.stagegate.model;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One check of a condition.
 *
 * @param provider such as {@code VariableCheck} or {@code DeploymentWindow}
 */
public record Rule(
        String name,
        String provider,
        Map<String, String> configuration,
        List<String> commands,
        List<String> inputs,
        Optional<Duration> timeout) {
    public Rule {
        configuration = Ordered.copyOf(configuration);
        commands = List.copyOf(commands);
        inputs = List.copyOf(inputs);
    }
}

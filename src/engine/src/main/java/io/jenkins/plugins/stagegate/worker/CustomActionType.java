package io.jenkins.plugins.stagegate.worker;

import io.jenkins.plugins.stagegate.model.ActionType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A type of action that workers perform, in the terms of {@code CreateCustomActionType}.
 *
 * @param type its owner is {@code Custom}
 * @param properties what the configuration of such an action may and must say
 */
public record CustomActionType(
        ActionType type,
        Settings settings,
        List<Property> properties,
        ArtifactCount inputs,
        ArtifactCount outputs,
        Map<String, String> tags) {
    public CustomActionType {
        properties = List.copyOf(properties);
        tags = Map.copyOf(tags);
    }

    /** Addresses for people; templates take {@code {Config:name}} and {@code {ExternalExecutionId}}. */
    public record Settings(
            Optional<String> entityUrlTemplate,
            Optional<String> executionUrlTemplate,
            Optional<String> revisionUrlTemplate,
            Optional<String> thirdPartyConfigurationUrl) {
        /** No addresses. */
        public static final Settings NONE =
                new Settings(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * One setting of the configuration.
     *
     * @param key whether it tells one entity of the provider from another
     * @param secret whether its value is never shown
     * @param queryable whether workers may ask for jobs by its value
     * @param type {@code String}, {@code Number} or {@code Boolean}; empty means {@code String}
     */
    public record Property(
            String name,
            boolean required,
            boolean key,
            boolean secret,
            boolean queryable,
            Optional<String> description,
            Optional<String> type) {}

    /** How many artifacts; each from 0 to 5. */
    public record ArtifactCount(int minimum, int maximum) {}

    /** The property by which workers may ask for jobs, if there is one. */
    public Optional<Property> queryable() {
        return properties.stream().filter(Property::queryable).findFirst();
    }
}

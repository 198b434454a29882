package io.jenkins.plugins.stagegate.codepipeline;

import io.jenkins.plugins.stagegate.model.ActionType;
import io.jenkins.plugins.stagegate.worker.ActionTypes;
import io.jenkins.plugins.stagegate.worker.CustomActionType.Settings;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The addresses at which people find what a worker does: a custom action type has templates of them. An address of which a part is
 * not known, or that leads to no web page, is none.
 *
 * @param settings of the action, by their names
 */
record TypeAddresses(Settings templates, Map<String, String> settings) {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(?:Config:([^}]*)|(ExternalExecutionId))}");
    /** What is not known before an execution. */
    private static final String VARIABLE = "#{";

    /** Those of an action of that type; none unless somebody created the type. */
    static TypeAddresses of(ActionTypes types, ActionType type, Map<String, String> settings) {
        return new TypeAddresses(types.find(type).map(known -> known.settings()).orElse(Settings.NONE), settings);
    }

    /** Where the thing is that the action is about. */
    Optional<String> entity() {
        return fill(Settings::entityUrlTemplate, Optional.empty());
    }

    /** Where the revision is that a source action took. */
    Optional<String> revision() {
        return fill(Settings::revisionUrlTemplate, Optional.empty());
    }

    /** Where the worker's own execution is. */
    Optional<String> execution(Optional<String> externalId) {
        return fill(Settings::executionUrlTemplate, externalId);
    }

    private Optional<String> fill(Function<Settings, Optional<String>> which, Optional<String> externalId) {
        return which.apply(templates)
                .flatMap(template -> fill(template, externalId))
                .filter(TypeAddresses::isPage);
    }

    private Optional<String> fill(String template, Optional<String> externalId) {
        var address = new StringBuilder();
        var placeholder = PLACEHOLDER.matcher(template);
        while (placeholder.find()) {
            var value =
                    placeholder.group(2) == null ? Optional.ofNullable(settings.get(placeholder.group(1))) : externalId;
            if (value.filter(known -> !known.contains(VARIABLE)).isEmpty()) {
                return Optional.empty();
            }
            placeholder.appendReplacement(address, "");
            address.append(value.get());
        }
        return Optional.of(placeholder.appendTail(address).toString());
    }

    private static boolean isPage(String address) {
        try {
            var uri = new URI(address);
            return uri.getHost() != null && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()));
        } catch (URISyntaxException e) {
            return false;
        }
    }
}

package io.jenkins.plugins.stagegate.plugin.provider;

import io.jenkins.plugins.stagegate.decision.Jobs;
import io.jenkins.plugins.stagegate.dsl.Positions;
import io.jenkins.plugins.stagegate.dsl.Problem;
import io.jenkins.plugins.stagegate.model.Action;
import io.jenkins.plugins.stagegate.model.ActionCategory;
import io.jenkins.plugins.stagegate.model.ActionType;
import io.jenkins.plugins.stagegate.model.Condition;
import io.jenkins.plugins.stagegate.model.FailureResponse;
import io.jenkins.plugins.stagegate.model.Pipeline;
import io.jenkins.plugins.stagegate.model.Rule;
import io.jenkins.plugins.stagegate.probe.HttpCheck;
import io.jenkins.plugins.stagegate.validation.ElementPath;
import io.jenkins.plugins.stagegate.wording.Nearest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Holds the actions and rules of a pipeline against the providers that are installed. */
public final class ProviderCheck {
    private static final Set<String> OUR_RULES =
            Set.of("DeploymentWindow", "VariableCheck", HttpCheck.PROVIDER, ActionType.COMMANDS);

    private final Positions positions;
    private final List<Problem> problems = new ArrayList<>();

    private ProviderCheck(Positions positions) {
        this.positions = positions;
    }

    /** What is wrong with the pipeline's providers and their settings, in the order of the text. */
    public static List<Problem> of(Pipeline pipeline, Positions positions) {
        var check = new ProviderCheck(positions);
        for (int i = 0; i < pipeline.stages().size(); i++) {
            var stage = pipeline.stages().get(i);
            var path = ElementPath.stage(i);
            for (int k = 0; k < stage.actions().size(); k++) {
                check.action(stage.actions().get(k), path.item("actions", k));
            }
            check.rules(stage.beforeEntry(), path, "beforeEntry");
            check.rules(stage.onSuccess(), path, "onSuccess");
            var failure = stage.onFailure().map(FailureResponse::conditions).orElse(List.of());
            check.rules(failure, path.field("onFailure"), "conditions");
        }
        return check.problems.stream().sorted().toList();
    }

    private void action(Action action, ElementPath path) {
        var name = action.type().provider();
        secrets(action, path);
        boolean object = name.equals(ActionType.S3) && action.type().category() == ActionCategory.SOURCE;
        if (ActionType.EVERYWHERE.contains(name) || object || Jobs.of(action.type())) {
            return;
        }
        var provider = ActionProvider.find(name);
        if (provider.isPresent()) {
            settings(name, provider.get().settings(), action.configuration(), path, path.field("type"));
            uses(provider.get(), action, path);
        } else {
            var names = ActionProvider.all().stream().map(ActionProvider::name).toList();
            add(
                    "provider-unknown",
                    path.field("type"),
                    Messages.ProviderCheck_unknown(name),
                    "",
                    nearest(name, names).orElse(Messages.ProviderCheck_install()));
        }
    }

    private void secrets(Action action, ElementPath path) {
        try {
            for (String setting : WorkerTypes.secrets().plain(action)) {
                add(
                        "provider-setting-secret",
                        path.entry("configuration", setting),
                        Messages.ProviderCheck_secret(setting),
                        "'credentials:ID'",
                        Messages.ProviderCheck_secretText());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void rules(List<Condition> conditions, ElementPath owner, String hook) {
        for (int i = 0; i < conditions.size(); i++) {
            var rules = conditions.get(i).rules();
            for (int k = 0; k < rules.size(); k++) {
                rule(rules.get(k), owner.item(hook, i).item("rules", k));
            }
        }
    }

    private void rule(Rule rule, ElementPath path) {
        var name = rule.provider();
        if (OUR_RULES.contains(name)) {
            return;
        }
        var provider = RuleProvider.find(name);
        if (provider.isPresent()) {
            settings(name, provider.get().settings(), rule.configuration(), path, path);
        } else {
            var names = Stream.concat(OUR_RULES.stream(), RuleProvider.names().stream())
                    .toList();
            add(
                    "rule-provider-unknown",
                    path,
                    Messages.ProviderCheck_unknownRule(name),
                    names.stream().sorted().collect(Collectors.joining(", ")),
                    nearest(name, names).orElse(Messages.ProviderCheck_installRule()));
        }
    }

    /** @param head the part of the element that names the provider */
    private void settings(
            String provider,
            List<Setting> settings,
            Map<String, String> configuration,
            ElementPath path,
            ElementPath head) {
        var given = configuration.keySet();
        for (Setting setting : settings) {
            if (setting.required() && !given.contains(setting.name())) {
                add(
                        "provider-setting-missing",
                        head,
                        Messages.ProviderCheck_missing(provider, setting.name()),
                        setting.name() + ": '...'",
                        "");
            }
        }
        for (String key : given) {
            if (settings.stream().noneMatch(setting -> setting.covers(key))) {
                var known = settings.stream()
                        .map(setting -> setting.family() ? setting.name() + "..." : setting.name())
                        .toList();
                add(
                        "provider-setting-unknown",
                        path.entry("configuration", key),
                        Messages.ProviderCheck_unknownSetting(provider, key),
                        known.isEmpty() ? Messages.ProviderCheck_noSettings() : String.join(", ", known),
                        nearest(key, known).orElse(""));
            }
        }
    }

    private void uses(ActionProvider provider, Action action, ElementPath path) {
        if (!provider.categories().contains(action.type().category())) {
            add(
                    "provider-category",
                    path.field("type"),
                    Messages.ProviderCheck_category(
                            provider.name(), action.type().category().label()),
                    provider.categories().stream().map(ActionCategory::label).collect(Collectors.joining(", ")),
                    "");
        }
        if (provider.needsWorkspace() && !action.agent().needed()) {
            add(
                    "provider-agent",
                    path.field("agent"),
                    Messages.ProviderCheck_agent(provider.name()),
                    "agent 'LABEL', agent any",
                    "");
        }
        if (!provider.needsWorkspace() && !action.exports().isEmpty()) {
            add(
                    "provider-exports",
                    path.item("exports", 0),
                    Messages.ProviderCheck_exports(provider.name()),
                    "",
                    Messages.ProviderCheck_noExports());
        }
    }

    private static Optional<String> nearest(String word, Collection<String> candidates) {
        return Optional.of(Nearest.suggestion(word, candidates)).filter(text -> !text.isEmpty());
    }

    private void add(String rule, ElementPath path, String message, String expected, String hint) {
        problems.add(new Problem(rule, positions.of(path), message, expected, hint));
    }
}

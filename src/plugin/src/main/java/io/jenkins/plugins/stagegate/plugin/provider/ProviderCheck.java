package io.jenkins.plugins.stagegate.plugin.provider;

import io.jenkins.plugins.stagegate.decision.Jobs;
import io.jenkins.plugins.stagegate.dsl.Positions;
import io.jenkins.plugins.stagegate.dsl.Problem;
import io.jenkins.plugins.stagegate.model.Action;
import io.jenkins.plugins.stagegate.model.ActionCategory;
import io.jenkins.plugins.stagegate.model.ActionType;
import io.jenkins.plugins.stagegate.model.Pipeline;
import io.jenkins.plugins.stagegate.validation.ElementPath;
import io.jenkins.plugins.stagegate.wording.Nearest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Holds the actions of a pipeline against the providers that are installed. */
public final class ProviderCheck {
    private static final Set<String> OURS =
            Set.of(ActionType.COMMANDS, ActionType.GIT, ActionType.FOLDER, ActionType.IMAGE, ActionType.MANUAL);

    private final Positions positions;
    private final List<Problem> problems = new ArrayList<>();

    private ProviderCheck(Positions positions) {
        this.positions = positions;
    }

    /** What is wrong with the pipeline's providers and their settings, in the order of the text. */
    public static List<Problem> of(Pipeline pipeline, Positions positions) {
        var check = new ProviderCheck(positions);
        for (int i = 0; i < pipeline.stages().size(); i++) {
            var actions = pipeline.stages().get(i).actions();
            for (int k = 0; k < actions.size(); k++) {
                check.action(actions.get(k), ElementPath.stage(i).item("actions", k));
            }
        }
        return check.problems.stream().sorted().toList();
    }

    private void action(Action action, ElementPath path) {
        var name = action.type().provider();
        boolean object = name.equals(ActionType.S3) && action.type().category() == ActionCategory.SOURCE;
        if (OURS.contains(name) || object || Jobs.of(action.type())) {
            return;
        }
        var provider = ActionProvider.find(name);
        if (provider.isPresent()) {
            settings(provider.get(), action, path);
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

    private void settings(ActionProvider provider, Action action, ElementPath path) {
        var given = action.configuration().keySet();
        for (Setting setting : provider.settings()) {
            if (setting.required() && !given.contains(setting.name())) {
                add(
                        "provider-setting-missing",
                        path.field("type"),
                        Messages.ProviderCheck_missing(provider.name(), setting.name()),
                        setting.name() + ": '...'",
                        "");
            }
        }
        for (String key : given) {
            if (provider.settings().stream().noneMatch(setting -> setting.covers(key))) {
                var known = provider.settings().stream()
                        .map(setting -> setting.family() ? setting.name() + "..." : setting.name())
                        .toList();
                add(
                        "provider-setting-unknown",
                        path.entry("configuration", key),
                        Messages.ProviderCheck_unknownSetting(provider.name(), key),
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

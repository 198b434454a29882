package io.jenkins.plugins.stagegate.validation;

import io.jenkins.plugins.stagegate.model.Action;
import io.jenkins.plugins.stagegate.model.ActionCategory;
import io.jenkins.plugins.stagegate.model.Pipeline;
import io.jenkins.plugins.stagegate.model.Rule;
import io.jenkins.plugins.stagegate.model.Step;
import io.jenkins.plugins.stagegate.model.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A text that may refer to variables, where it is, and when it is needed.
 *
 * @param inSource whether it belongs to a source action
 */
record TextSite(String text, ElementPath path, Moment moment, boolean inSource) {
    /** All such texts of the pipeline. */
    static List<TextSite> of(Pipeline pipeline) {
        var found = new ArrayList<TextSite>();
        for (ActionSite site : ActionSite.of(pipeline)) {
            boolean inSource = site.action().type().category() == ActionCategory.SOURCE;
            new Collector(found, site.moment(), inSource).action(site.action(), site.path());
        }
        for (ConditionSite site : ConditionSite.of(pipeline)) {
            var collector = new Collector(found, site.moment(), false);
            for (int i = 0; i < site.condition().rules().size(); i++) {
                collector.rule(site.condition().rules().get(i), site.path().item("rules", i));
            }
        }
        return found;
    }

    private record Collector(List<TextSite> found, Moment moment, boolean inSource) {
        void action(Action action, ElementPath path) {
            texts(action.configuration(), path, "configuration");
            texts(action.environment(), path, "environment");
            if (action.work() instanceof Work.Commands commands) {
                texts(commands.lines(), path.field("work"), "lines");
            } else if (action.work() instanceof Work.Steps steps) {
                steps(steps.steps(), path.field("work"), "steps");
            }
            action.approval().ifPresent(approval -> {
                ElementPath settings = path.field("approval");
                approval.message().ifPresent(text -> add(text, settings.field("message")));
                approval.link().ifPresent(text -> add(text, settings.field("link")));
            });
        }

        void rule(Rule rule, ElementPath path) {
            texts(rule.configuration(), path, "configuration");
            texts(rule.commands(), path, "commands");
        }

        private void steps(List<Step> steps, ElementPath owner, String list) {
            for (int i = 0; i < steps.size(); i++) {
                ElementPath path = owner.item(list, i);
                steps.get(i).arguments().forEach((name, value) -> anything(value, path.entry("arguments", name)));
                steps(steps.get(i).body(), path, "body");
            }
        }

        private void anything(Object value, ElementPath path) {
            if (value instanceof String text) {
                add(text, path);
            } else if (value instanceof List<?> list) {
                list.forEach(each -> anything(each, path));
            } else if (value instanceof Map<?, ?> map) {
                map.values().forEach(each -> anything(each, path));
            }
        }

        private void texts(Map<String, String> texts, ElementPath owner, String map) {
            texts.forEach((key, text) -> add(text, owner.entry(map, key)));
        }

        private void texts(List<String> texts, ElementPath owner, String list) {
            for (int i = 0; i < texts.size(); i++) {
                add(texts.get(i), owner.item(list, i));
            }
        }

        private void add(String text, ElementPath path) {
            found.add(new TextSite(text, path, moment, inSource));
        }
    }
}

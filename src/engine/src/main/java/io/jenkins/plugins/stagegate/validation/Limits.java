package io.jenkins.plugins.stagegate.validation;

import io.jenkins.plugins.stagegate.model.Pipeline;
import io.jenkins.plugins.stagegate.model.Stage;
import java.util.Map;

/** How many there may be of everything: CodePipeline's quotas, as far as they keep a pipeline legible. */
final class Limits implements Check {
    private static final int STAGES = 50;
    private static final int ACTIONS_OF_STAGE = 50;
    private static final int ACTIONS = 1000;
    private static final int VARIABLES = 50;
    private static final int TRIGGERS = 50;
    private static final int EXPORTS = 15;
    private static final int RULES = 5;
    private static final int VALUE_LENGTH = 1000;
    private static final int DESCRIPTION_LENGTH = 200;

    @Override
    public void check(Pipeline pipeline, Findings findings) {
        ElementPath whole = ElementPath.PIPELINE;
        count(findings, whole.field("stages"), "stages", pipeline.stages().size(), STAGES);
        count(findings, whole, "variables", pipeline.variables().size(), VARIABLES);
        count(findings, whole, "triggers", TriggerCount.of(pipeline), TRIGGERS);
        int actions = pipeline.stages().stream()
                .mapToInt(stage -> stage.actions().size())
                .sum();
        count(findings, whole.field("stages"), "actions", actions, ACTIONS);
        for (int i = 0; i < pipeline.stages().size(); i++) {
            Stage stage = pipeline.stages().get(i);
            count(findings, ElementPath.stage(i), "actions", stage.actions().size(), ACTIONS_OF_STAGE);
        }
        for (ActionSite site : ActionSite.of(pipeline)) {
            count(findings, site.path(), "exports", site.action().exports().size(), EXPORTS);
            values(site.action().configuration(), site.path(), findings);
        }
        for (ConditionSite site : ConditionSite.of(pipeline)) {
            count(findings, site.path(), "rules", site.condition().rules().size(), RULES);
        }
        variables(pipeline, findings);
    }

    private static void values(Map<String, String> configuration, ElementPath path, Findings findings) {
        configuration.forEach((key, value) -> length(findings, path.entry("configuration", key), value, VALUE_LENGTH));
    }

    private static void variables(Pipeline pipeline, Findings findings) {
        for (int i = 0; i < pipeline.variables().size(); i++) {
            ElementPath path = ElementPath.PIPELINE.item("variables", i);
            pipeline.variables()
                    .get(i)
                    .defaultValue()
                    .ifPresent(text -> length(findings, path.field("defaultValue"), text, VALUE_LENGTH));
            pipeline.variables()
                    .get(i)
                    .description()
                    .filter(text -> !text.isEmpty())
                    .ifPresent(text -> length(findings, path.field("description"), text, DESCRIPTION_LENGTH));
        }
    }

    static void count(Findings findings, ElementPath path, String what, int count, int most) {
        if (count > most) {
            findings.add("too-many", path, count, what, most);
        }
    }

    static void length(Findings findings, ElementPath path, String text, int most) {
        if (text.isEmpty()) {
            findings.add("value-empty", path);
        } else if (text.length() > most) {
            findings.add("value-too-long", path, text.length(), most);
        }
    }
}

package io.jenkins.plugins.stagegate.validation;

import io.jenkins.plugins.stagegate.model.Action;
import io.jenkins.plugins.stagegate.model.ActionType;
import io.jenkins.plugins.stagegate.model.Pipeline;
import io.jenkins.plugins.stagegate.model.Step;
import io.jenkins.plugins.stagegate.model.VariableReferences;
import io.jenkins.plugins.stagegate.model.Work;
import java.util.List;
import java.util.Map;

/** Every action says enough to be performed. */
final class Performable implements Check {
    private static final List<String> REVISIONS = List.of("branch", "tag", "commit");

    @Override
    public void check(Pipeline pipeline, Findings findings) {
        for (ActionSite site : ActionSite.of(pipeline)) {
            Action action = site.action();
            boolean works = !(action.work() instanceof Work.None);
            if (action.type().provider().equals(ActionType.COMMANDS) && (!works || isEmpty(action.work()))) {
                findings.add("action-without-work", site.path(), action.name());
            }
            if (action.work() instanceof Work.Commands && !action.agent().needed()) {
                findings.add("commands-without-agent", site.path(), action.name());
            }
            if (action.work() instanceof Work.Steps steps) {
                steps.steps().forEach(step -> batch(step, site, findings));
            }
            if (action.type().provider().equals(ActionType.GIT)) {
                git(action.name(), action.configuration(), site.path(), findings);
            }
        }
    }

    /** Windows' batch files replace variables before they are parsed, so that a value could become a command. */
    private static void batch(Step step, ActionSite site, Findings findings) {
        if (step.name().equals("bat")) {
            step.arguments().values().stream()
                    .map(String::valueOf)
                    .flatMap(text -> VariableReferences.in(text).stream())
                    .findFirst()
                    .ifPresent(reference -> findings.add(
                            "reference-in-bat", site.path(), site.action().name(), reference));
        }
        step.body().forEach(inner -> batch(inner, site, findings));
    }

    private static boolean isEmpty(Work work) {
        return (work instanceof Work.Commands commands && commands.lines().isEmpty())
                || (work instanceof Work.Steps steps && steps.steps().isEmpty());
    }

    private static void git(String name, Map<String, String> configuration, ElementPath path, Findings findings) {
        boolean own = "true".equals(configuration.get("scm"));
        if (own == configuration.containsKey("url")) {
            findings.add("git-repository", path, name);
        }
        List<String> given =
                REVISIONS.stream().filter(configuration::containsKey).toList();
        if (given.size() > 1) {
            findings.add("git-revision", path.entry("configuration", given.get(1)), String.join(", ", given));
        }
    }
}

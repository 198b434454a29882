package io.jenkins.plugins.stagegate.validation;

import io.jenkins.plugins.stagegate.model.Action;
import io.jenkins.plugins.stagegate.model.ActionType;
import io.jenkins.plugins.stagegate.model.BuildSettings;
import io.jenkins.plugins.stagegate.model.ImageReference;
import io.jenkins.plugins.stagegate.model.Pipeline;
import io.jenkins.plugins.stagegate.model.Shell;
import io.jenkins.plugins.stagegate.model.Step;
import io.jenkins.plugins.stagegate.model.VariableReferences;
import io.jenkins.plugins.stagegate.model.Work;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
            if (action.work() instanceof Work.Commands commands
                    && commands.shell().filter(Shell.BAT::equals).isPresent()) {
                batch(commands.lines(), site, findings);
            }
            if (action.work() instanceof Work.Steps steps) {
                steps.steps().forEach(step -> batch(step, site, findings));
            }
            if (action.type().provider().equals(ActionType.GIT)) {
                git(action.name(), action.configuration(), site.path(), findings);
            }
            if (action.type().provider().equals(ActionType.PIPELINE)) {
                pipeline(action, site.path(), findings);
            }
            if (action.type().provider().equals(ActionType.CODE_PIPELINE)
                    && action.configuration().getOrDefault("PipelineName", "").isBlank()) {
                findings.add("invoke-missing", site.path(), action.name());
            }
            if (BuildSettings.has(action.type())) {
                build(action, site.path(), findings);
            }
            if (action.type().provider().equals(ActionType.IMAGE)) {
                image(action, site.path(), findings);
            }
            if (action.type().provider().equals(ActionType.JENKINS_JOB)) {
                job(action, site.path(), findings);
            }
        }
    }

    /** Windows' batch files replace variables before they are parsed, so that a value could become a command. */
    private static void batch(Step step, ActionSite site, Findings findings) {
        if (step.name().equals("bat")) {
            batch(step.arguments().values(), site, findings);
        }
        step.body().forEach(inner -> batch(inner, site, findings));
    }

    private static void batch(Collection<?> texts, ActionSite site, Findings findings) {
        texts.stream()
                .map(String::valueOf)
                .flatMap(text -> VariableReferences.in(text).stream())
                .findFirst()
                .ifPresent(reference -> findings.add(
                        "reference-in-bat", site.path(), site.action().name(), reference));
    }

    private static void image(Action action, ElementPath path, Findings findings) {
        var reference = action.configuration().getOrDefault("image", "");
        if (ImageReference.of(reference).isEmpty()) {
            findings.add("image-reference", path.entry("configuration", "image"), reference);
        }
        Optional.ofNullable(action.configuration().get("platform"))
                .filter(platform -> !platform.matches("[a-z0-9]+/[a-z0-9_]+(/[a-z0-9]+)?"))
                .ifPresent(
                        platform -> findings.add("image-platform", path.entry("configuration", "platform"), platform));
    }

    private static void job(Action action, ElementPath path, Findings findings) {
        if (action.configuration().getOrDefault("job", "").isBlank()) {
            findings.add("job-missing", path, action.name());
        }
        if (!action.inputs().isEmpty()) {
            findings.add("job-takes-parameters", path.item("inputs", 0), "input");
        }
        if (!action.exports().isEmpty()) {
            findings.add("job-takes-parameters", path.item("exports", 0), "exports");
        }
        if (!action.environment().isEmpty()) {
            var first = action.environment().keySet().iterator().next();
            findings.add("job-takes-parameters", path.entry("environment", first), "environment");
        }
        if ("false".equals(action.configuration().get("wait"))
                && !action.outputs().isEmpty()) {
            findings.add(
                    "job-output-too-early",
                    path.item("outputs", 0),
                    action.outputs().get(0).name());
        }
    }

    private static void pipeline(Action action, ElementPath path, Findings findings) {
        if (action.configuration().getOrDefault("pipeline", "").isBlank()) {
            findings.add("pipeline-missing", path, action.name());
        }
        for (int i = 0; i < action.outputs().size(); i++) {
            if (!action.outputs().get(i).files().isEmpty()) {
                findings.add("pipeline-output-whole", path.item("outputs", i));
            }
        }
    }

    private static void build(Action action, ElementPath path, Findings findings) {
        var settings = BuildSettings.of(action);
        if (action.inputs().isEmpty()) {
            findings.add("buildspec-without-input", path, action.name());
        }
        if (!action.agent().needed()) {
            findings.add("commands-without-agent", path, action.name());
        }
        if (settings.batch()) {
            findings.add("buildspec-batch", path.entry("configuration", BuildSettings.BATCH), action.name());
        }
        settings.primary()
                .filter(primary -> VariableReferences.in(primary).isEmpty()
                        && !action.inputs().contains(primary))
                .ifPresent(primary -> findings.add(
                        "buildspec-primary",
                        path.entry("configuration", BuildSettings.PRIMARY),
                        primary,
                        String.join(", ", action.inputs())));
        var buildspec = path.entry("configuration", BuildSettings.BUILDSPEC);
        if (settings.file().matches("(?i)(/|\\\\|[a-z]:|arn:).*|(.*/)?\\.\\.(/.*)?")) {
            findings.add("buildspec-place", buildspec, settings.file());
        }
        settings.text()
                .flatMap(text -> VariableReferences.in(text).stream().findFirst())
                .ifPresent(reference -> findings.add("buildspec-reference", buildspec, reference));
        settings.allowed().stream()
                .filter(pattern -> !pattern.matches("[A-Za-z0-9_./:+=@*-]+"))
                .findFirst()
                .ifPresent(pattern ->
                        findings.add("buildspec-allowed", path.entry("configuration", BuildSettings.ALLOWED), pattern));
        for (String name : settings.secrets().keySet()) {
            if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
                findings.add("buildspec-secret", path.entry("configuration", BuildSettings.SECRET_PREFIX + name), name);
            }
        }
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
        if ("true".equals(configuration.get("shallow")) && "true".equals(configuration.get("fullClone"))) {
            findings.add("git-history", path.entry("configuration", "fullClone"), name);
        }
    }
}

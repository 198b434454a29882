package io.jenkins.plugins.stagegate.plugin.steps;

import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Computer;
import io.jenkins.plugins.stagegate.dsl.Positions;
import io.jenkins.plugins.stagegate.dsl.Problem;
import io.jenkins.plugins.stagegate.model.Pipeline;
import io.jenkins.plugins.stagegate.model.Stage;
import io.jenkins.plugins.stagegate.model.Step;
import io.jenkins.plugins.stagegate.model.Work;
import io.jenkins.plugins.stagegate.plugin.flow.StepTrial;
import io.jenkins.plugins.stagegate.validation.ElementPath;
import io.jenkins.plugins.stagegate.wording.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Holds the steps of a pipeline against those that are installed. */
public final class StepCheck {
    /** What only an agent gives. */
    private static final Set<Class<?>> OF_AGENTS = Set.of(FilePath.class, Launcher.class, Computer.class);

    private final Positions positions;
    private final List<Problem> problems = new ArrayList<>();

    private StepCheck(Positions positions) {
        this.positions = positions;
    }

    /** What is wrong with the pipeline's steps, in the order of the text. */
    public static List<Problem> of(Pipeline pipeline, Positions positions) {
        var check = new StepCheck(positions);
        for (int i = 0; i < pipeline.stages().size(); i++) {
            check.stage(pipeline.stages().get(i), ElementPath.stage(i));
        }
        return check.problems.stream().sorted().toList();
    }

    private void stage(Stage stage, ElementPath path) {
        for (int i = 0; i < stage.actions().size(); i++) {
            var action = stage.actions().get(i);
            if (action.work() instanceof Work.Steps steps) {
                all(
                        steps.steps(),
                        path.item("actions", i).field("work"),
                        "steps",
                        action.agent().needed() ? Set.of() : OF_AGENTS);
            }
        }
    }

    /** @param missing what the steps cannot get where they stand */
    private void all(List<Step> steps, ElementPath owner, String list, Set<Class<?>> missing) {
        for (int i = 0; i < steps.size(); i++) {
            var path = owner.item(list, i);
            var step = steps.get(i);
            int before = problems.size();
            step(step, path, missing);
            if (problems.size() == before && !mentionsVariables(step.arguments())) {
                StepTrial.objection(step)
                        .ifPresent(objection ->
                                add("step-argument", path, Messages.StepCheck_refused(step.name(), objection), "", ""));
            }
            all(step.body(), path, "body", inside(step, missing));
        }
    }

    private static Set<Class<?>> inside(Step step, Set<Class<?>> missing) {
        var provided = InstalledSteps.find(step.name())
                .<Set<? extends Class<?>>>map(found -> found.descriptor().getProvidedContext())
                .orElse(Set.of());
        return missing.stream().filter(type -> !provided.contains(type)).collect(Collectors.toUnmodifiableSet());
    }

    /** A value that is known only when the action runs may be anything now. */
    private static boolean mentionsVariables(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.values().stream().anyMatch(StepCheck::mentionsVariables);
        }
        return value instanceof List<?> list
                ? list.stream().anyMatch(StepCheck::mentionsVariables)
                : value instanceof String text && text.contains("#{");
    }

    private void step(Step step, ElementPath path, Set<Class<?>> missing) {
        var found = InstalledSteps.find(step.name());
        if (found.isEmpty()) {
            add(
                    "step-unknown",
                    path,
                    Messages.StepCheck_unknown(step.name()),
                    "",
                    suggestion(step.name(), InstalledSteps.names(), Messages.StepCheck_install()));
            return;
        }
        var installed = found.get();
        boolean wraps = installed.descriptor().takesImplicitBlockArgument();
        if (wraps != step.block()) {
            add(
                    "step-block",
                    path,
                    wraps ? Messages.StepCheck_blockMissing(step.name()) : Messages.StepCheck_noBlock(step.name()),
                    wraps ? step.name() + "(...) { ... }" : "",
                    "");
        }
        if (installed.checkable()) {
            arguments(step, installed, path);
        }
        nested(step, installed, path);
        if (installed.descriptor().getRequiredContext().stream().anyMatch(missing::contains)) {
            add(
                    "step-agent",
                    path,
                    Messages.StepCheck_needsAgent(step.name()),
                    "agent 'LABEL'",
                    Messages.StepCheck_takeAgent());
        }
    }

    private void arguments(Step step, InstalledSteps.Installed installed, ElementPath path) {
        var known = installed.arguments();
        for (String name : step.arguments().keySet()) {
            if (name.equals(Step.SOLE)) {
                if (!installed.descriptor().isMetaStep() && !installed.takesSoleValue()) {
                    add(
                            "step-argument",
                            path.entry("arguments", name),
                            Messages.StepCheck_needsNames(step.name()),
                            String.join(", ", known),
                            "");
                }
            } else if (!known.contains(name)) {
                add(
                        "step-argument",
                        path.entry("arguments", name),
                        Messages.StepCheck_unknownArgument(step.name(), name),
                        known.isEmpty() ? Messages.StepCheck_noArguments() : String.join(", ", known),
                        suggestion(name, known, ""));
            }
        }
    }

    private void nested(Step step, InstalledSteps.Installed installed, ElementPath path) {
        step.arguments()
                .forEach((name, value) -> installed.type(name).ifPresent(type -> NestedCalls.unknown(type, value)
                        .forEach(unknown -> add(
                                "step-argument",
                                path.entry("arguments", name),
                                Messages.StepCheck_unknownNested(step.name(), unknown.symbol()),
                                String.join(", ", unknown.known()),
                                suggestion(unknown.symbol(), unknown.known(), "")))));
    }

    private static String suggestion(String word, java.util.Collection<String> candidates, String otherwise) {
        var near = Nearest.suggestion(word, candidates);
        return near.isEmpty() ? otherwise : near;
    }

    private void add(String rule, ElementPath path, String message, String expected, String hint) {
        problems.add(new Problem(rule, positions.of(path), message, expected, hint));
    }
}

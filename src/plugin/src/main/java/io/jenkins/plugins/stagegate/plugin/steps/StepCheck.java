package io.jenkins.plugins.stagegate.plugin.steps;

import io.jenkins.plugins.stagegate.dsl.Positions;
import io.jenkins.plugins.stagegate.dsl.Problem;
import io.jenkins.plugins.stagegate.model.Pipeline;
import io.jenkins.plugins.stagegate.model.Stage;
import io.jenkins.plugins.stagegate.model.Step;
import io.jenkins.plugins.stagegate.model.Work;
import io.jenkins.plugins.stagegate.validation.ElementPath;
import io.jenkins.plugins.stagegate.wording.Nearest;
import java.util.ArrayList;
import java.util.List;

/** Holds the steps of a pipeline against those that are installed. */
public final class StepCheck {
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
            if (stage.actions().get(i).work() instanceof Work.Steps steps) {
                all(steps.steps(), path.item("actions", i).field("work"), "steps");
            }
        }
    }

    private void all(List<Step> steps, ElementPath owner, String list) {
        for (int i = 0; i < steps.size(); i++) {
            var path = owner.item(list, i);
            step(steps.get(i), path);
            all(steps.get(i).body(), path, "body");
        }
    }

    private void step(Step step, ElementPath path) {
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

    private static String suggestion(String word, java.util.Collection<String> candidates, String otherwise) {
        var near = Nearest.suggestion(word, candidates);
        return near.isEmpty() ? otherwise : near;
    }

    private void add(String rule, ElementPath path, String message, String expected, String hint) {
        problems.add(new Problem(rule, positions.of(path), message, expected, hint));
    }
}

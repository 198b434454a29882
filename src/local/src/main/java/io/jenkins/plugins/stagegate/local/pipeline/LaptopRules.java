package io.jenkins.plugins.stagegate.local.pipeline;

import io.jenkins.plugins.stagegate.decision.BuiltInRule;
import io.jenkins.plugins.stagegate.decision.Jobs;
import io.jenkins.plugins.stagegate.dsl.Positions;
import io.jenkins.plugins.stagegate.dsl.Problem;
import io.jenkins.plugins.stagegate.dsl.Reading;
import io.jenkins.plugins.stagegate.local.host.S3Part;
import io.jenkins.plugins.stagegate.local.process.PowerShell;
import io.jenkins.plugins.stagegate.local.process.StepsScript;
import io.jenkins.plugins.stagegate.model.Action;
import io.jenkins.plugins.stagegate.model.ActionType;
import io.jenkins.plugins.stagegate.model.Condition;
import io.jenkins.plugins.stagegate.model.Stage;
import io.jenkins.plugins.stagegate.model.Step;
import io.jenkins.plugins.stagegate.model.Work;
import io.jenkins.plugins.stagegate.probe.HttpCheck;
import io.jenkins.plugins.stagegate.validation.ElementPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a pipeline may say that only Jenkins can do. */
final class LaptopRules {
    /** Besides those that every host has. */
    private static final Set<String> PROVIDERS = Set.of(ActionType.CODE_PIPELINE, ActionType.S3);

    private static final Set<String> RULES = Set.of(ActionType.COMMANDS, HttpCheck.PROVIDER);

    private final Positions positions;
    private final List<Problem> problems = new ArrayList<>();

    private LaptopRules(Positions positions) {
        this.positions = positions;
    }

    static List<Problem> problems(Reading.Read read) {
        var rules = new LaptopRules(read.positions());
        var stages = read.pipeline().stages();
        for (int i = 0; i < stages.size(); i++) {
            rules.check(stages.get(i), ElementPath.stage(i));
        }
        return rules.problems.stream().sorted().toList();
    }

    private void check(Stage stage, ElementPath path) {
        conditions(stage.beforeEntry(), path, "beforeEntry");
        conditions(stage.onSuccess(), path, "onSuccess");
        stage.onFailure().ifPresent(failure -> conditions(failure.conditions(), path.field("onFailure"), "conditions"));
        for (int i = 0; i < stage.actions().size(); i++) {
            check(stage.actions().get(i), path.item("actions", i));
        }
    }

    private void conditions(List<Condition> conditions, ElementPath owner, String list) {
        for (int i = 0; i < conditions.size(); i++) {
            var rules = conditions.get(i).rules();
            for (int k = 0; k < rules.size(); k++) {
                if (!RULES.contains(rules.get(k).provider())
                        && BuiltInRule.of(rules.get(k).provider()).isEmpty()) {
                    problems.add(new Problem(
                            "rule-elsewhere",
                            positions.of(owner.item(list, i).item("rules", k)),
                            "This machine knows no rule `" + rules.get(k).provider() + "`.",
                            "deploymentWindow, variableCheck, httpCheck or commands",
                            "Ask an address with `httpCheck`, or call a program with `commands`."));
                }
            }
        }
    }

    private void check(Action action, ElementPath path) {
        if (action.type().provider().equals(ActionType.S3)
                && !Jobs.of(action.type())
                && S3Part.found().isEmpty()) {
            problems.add(new Problem(
                    "s3-elsewhere",
                    positions.of(path.field("type")),
                    "This program has not the part that speaks the S3 protocol.",
                    "",
                    S3Part.MISSING));
        }
        if (action.type().provider().equals(ActionType.JENKINS_JOB)) {
            problems.add(new Problem(
                    "job-elsewhere",
                    positions.of(path.field("type")),
                    "`job` starts a job of Jenkins, and this pipeline runs without Jenkins here.",
                    "`commands`, `steps`, `git`, or a provider with `owner Custom`, whose actions workers perform",
                    "Run this pipeline in Jenkins, or call a program with `commands`."));
        } else if (!Jobs.of(action.type())
                && !ActionType.EVERYWHERE.contains(action.type().provider())
                && !PROVIDERS.contains(action.type().provider())) {
            problems.add(
                    new Problem(
                            "provider-elsewhere",
                            positions.of(path.field("type")),
                            "This machine knows no provider `" + action.type().provider() + "`.",
                            "`commands`, `steps`, `git`, or a provider with `owner Custom`, whose actions workers perform",
                            "Run this pipeline in Jenkins with a plugin that has the provider, or call a program with `commands`."));
        }
        if (action.work() instanceof Work.Commands commands) {
            commands.shell()
                    .flatMap(PowerShell::refusal)
                    .ifPresent(
                            reason -> problems.add(
                                    new Problem(
                                            "shell-elsewhere",
                                            positions.of(path.field("work").field("shell")),
                                            "The commands cannot run here: " + reason + ".",
                                            "",
                                            "Install PowerShell here, leave `shell` out and write for `sh`, or run this pipeline in Jenkins.")));
        }
        if (action.work() instanceof Work.Steps steps) {
            check(steps.steps(), path.field("work"), "steps");
        }
    }

    private void check(List<Step> steps, ElementPath owner, String list) {
        for (int i = 0; i < steps.size(); i++) {
            var path = owner.item(list, i);
            var step = steps.get(i);
            StepsScript.refusal(step)
                    .ifPresent(
                            reason -> problems.add(
                                    new Problem(
                                            "step-elsewhere",
                                            positions.of(path),
                                            "This pipeline runs without Jenkins here, and " + reason + ".",
                                            "one of the steps "
                                                    + String.join(", ", new java.util.TreeSet<>(StepsScript.STEPS)),
                                            "Call a program with `sh` or `commands`, which both hosts have, or run the pipeline in Jenkins.")));
            check(step.body(), path, "body");
        }
    }
}

package io.jenkins.plugins.stagegate.decision;

import io.jenkins.plugins.stagegate.model.Condition;
import io.jenkins.plugins.stagegate.model.Rule;
import io.jenkins.plugins.stagegate.model.Stage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The conditions of a stage: CodePipeline 1.9, with several conditions a hook. They are looked at in order, and so are the
 * rules of each; the first rule that does not hold ends its condition. Every attempt of a stage looks anew.
 */
final class Conditions {
    /** A rule waits as long as an approval does, unless it says otherwise. */
    static final Duration RULE_TIMEOUT = Duration.ofDays(7);

    /** What a look at a hook's conditions gave. */
    sealed interface Verdict {
        /** All conditions are met, or overridden, or there are none. */
        record Met() implements Verdict {}

        /** Nobody can say yet. */
        record Open() implements Verdict {}

        /** This one is not met. */
        record NotMet(Condition condition, String summary) implements Verdict {}
    }

    private static final Verdict MET = new Verdict.Met();
    private static final Verdict OPEN = new Verdict.Open();

    private Conditions() {}

    static Verdict look(Draft draft, String execution, Stage stage, Hook hook) {
        var conditions = hook.conditions(stage);
        for (int index = 0; index < conditions.size(); index++) {
            var verdict = look(draft, new Spot(execution, stage, hook, index), conditions.get(index));
            if (!verdict.equals(MET)) {
                return verdict;
            }
        }
        return MET;
    }

    /** Where a condition is. */
    private record Spot(String execution, Stage stage, Hook hook, int index) {
        StageRun stageRun(Draft draft) {
            return draft.state().execution(execution).orElseThrow().stages().get(stage.name());
        }

        Optional<ConditionRun> run(Draft draft) {
            return stageRun(draft).condition(hook, index);
        }
    }

    private static Verdict look(Draft draft, Spot at, Condition condition) {
        if (at.run(draft).isEmpty()) {
            int attempt = at.stageRun(draft).attempt();
            draft.record(new Event.ConditionStarted(at.execution(), at.stage().name(), at.hook(), at.index(), attempt));
        }
        var run = at.run(draft).orElseThrow();
        if (run.status().passed()) {
            return MET;
        }
        if (run.status() != ConditionStatus.IN_PROGRESS) {
            return new Verdict.NotMet(condition, summary(run));
        }
        for (Rule rule : condition.rules()) {
            var found = look(draft, at, rule);
            if (found.status() == ActionStatus.IN_PROGRESS) {
                return OPEN;
            }
            if (found.status() == ActionStatus.FAILED) {
                draft.record(
                        new Event.ConditionFailed(at.execution(), at.stage().name(), at.hook(), at.index()));
                return new Verdict.NotMet(condition, summary(at.run(draft).orElseThrow()));
            }
        }
        draft.record(new Event.ConditionSucceeded(at.execution(), at.stage().name(), at.hook(), at.index()));
        return MET;
    }

    private static RuleRun look(Draft draft, Spot at, Rule rule) {
        if (at.run(draft).orElseThrow().rule(rule.name()).isEmpty()) {
            start(draft, at, rule);
        }
        var run = at.run(draft).orElseThrow().rule(rule.name()).orElseThrow();
        if (run.status() == ActionStatus.IN_PROGRESS) {
            judge(draft, at, rule, run);
        }
        return at.run(draft).orElseThrow().rule(rule.name()).orElseThrow();
    }

    private static void start(Draft draft, Spot at, Rule rule) {
        var execution = draft.state().execution(at.execution()).orElseThrow();
        var id = ActionStarts.id(
                execution.id(),
                at.stage().name(),
                at.hook().name(),
                String.valueOf(at.index()),
                rule.name(),
                String.valueOf(at.stageRun(draft).attempt()));
        draft.record(new Event.RuleStarted(
                execution.id(),
                at.stage().name(),
                at.hook(),
                at.index(),
                rule.name(),
                id,
                VariableScope.of(execution).resolve(rule.configuration()),
                draft.now().plus(rule.timeout().orElse(RULE_TIMEOUT))));
    }

    private static void judge(Draft draft, Spot at, Rule rule, RuleRun run) {
        var found = BuiltInRule.of(rule.provider()).flatMap(builtIn -> builtIn.judge(run.configuration(), draft.now()));
        if (found.isEmpty() && !run.expires().isAfter(draft.now())) {
            found = Optional.of(
                    new BuiltInRule.Judgement(false, "Not met until " + run.expires() + ", when its time was over."));
        }
        found.ifPresent(judgement ->
                draft.record(report(at.execution(), at.stage().name(), at.hook(), at.index(), run.id(), judgement)));
    }

    private static Event report(
            String execution, String stage, Hook hook, int index, String rule, BuiltInRule.Judgement judgement) {
        return judgement.holds()
                ? new Event.RuleSucceeded(execution, stage, hook, index, rule, judgement.summary())
                : new Event.RuleFailed(execution, stage, hook, index, rule, judgement.summary());
    }

    /** What a host found out about a rule. */
    static void report(Draft draft, Command.ReportRule command) {
        for (Execution execution : draft.state().executions().values()) {
            for (StageRun stage : execution.stages().values()) {
                stage.openCondition().ifPresent(open -> open.rules().stream()
                        .filter(rule ->
                                rule.id().equals(command.ruleExecution()) && rule.status() == ActionStatus.IN_PROGRESS)
                        .forEach(rule -> draft.record(report(
                                execution.id(),
                                stage.stage(),
                                open.hook(),
                                open.index(),
                                rule.id(),
                                new BuiltInRule.Judgement(command.holds(), command.summary())))));
            }
        }
    }

    /** CodePipeline 1.9: an override is possible while the condition is looked at, and not where its result is SKIP. */
    static void override(Draft draft, Command.OverrideCondition command) {
        Transitions.requireStage(draft.state(), command.stage());
        var latest = draft.state().stage(command.stage()).latest();
        if (!latest.equals(Optional.of(command.execution()))) {
            throw new RefusedException(
                    "NotLatestPipelineExecutionException",
                    "The execution " + command.execution() + " is not the one that entered '" + command.stage()
                            + "' last.");
        }
        var execution = draft.state().execution(command.execution()).orElseThrow();
        var stage = execution.stages().get(command.stage());
        var open = stage.openCondition().filter(run -> run.hook() == command.hook() && run.hook() != Hook.ON_FAILURE);
        if (open.isEmpty()) {
            throw new RefusedException(
                    "ConditionNotOverridableException",
                    "No condition is being looked at there that a person could override.");
        }
        var declared =
                draft.state().definitionOf(execution).stage(command.stage()).orElseThrow();
        var condition = command.hook().conditions(declared).get(open.get().index());
        if (condition.result() == Condition.Result.SKIP) {
            throw new RefusedException(
                    "ConditionNotOverridableException",
                    "This condition decides whether the stage is skipped; there is nothing to override.");
        }
        abandonRules(draft, execution.id(), stage, open.get());
        draft.record(new Event.ConditionOverridden(
                execution.id(),
                stage.stage(),
                open.get().hook(),
                open.get().index(),
                command.by().name()));
    }

    /** Ends the look at a condition because the execution is stopped. */
    static void cancel(Draft draft, Execution execution, StageRun stage) {
        stage.openCondition().ifPresent(open -> {
            abandonRules(draft, execution.id(), stage, open);
            draft.record(new Event.ConditionCancelled(execution.id(), stage.stage(), open.hook(), open.index()));
        });
    }

    private static void abandonRules(Draft draft, String execution, StageRun stage, ConditionRun open) {
        for (RuleRun rule : open.rules()) {
            if (rule.status() == ActionStatus.IN_PROGRESS) {
                draft.record(new Event.RuleAbandoned(execution, stage.stage(), open.hook(), open.index(), rule.id()));
            }
        }
    }

    private static String summary(ConditionRun run) {
        return run.rules().stream()
                .filter(rule -> rule.status() == ActionStatus.FAILED)
                .map(rule -> rule.rule() + ": " + rule.summary())
                .findFirst()
                .orElse("");
    }

    static List<RuleRun> running(StageRun stage) {
        return stage.openCondition()
                .map(open -> open.rules().stream()
                        .filter(rule -> rule.status() == ActionStatus.IN_PROGRESS)
                        .toList())
                .orElse(List.of());
    }
}

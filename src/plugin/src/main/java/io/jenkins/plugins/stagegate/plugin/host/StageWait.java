package io.jenkins.plugins.stagegate.plugin.host;

import io.jenkins.plugins.stagegate.decision.ActionStatus;
import io.jenkins.plugins.stagegate.decision.BuiltInRule;
import io.jenkins.plugins.stagegate.decision.ConditionRun;
import io.jenkins.plugins.stagegate.decision.Execution;
import io.jenkins.plugins.stagegate.decision.PipelineState;
import io.jenkins.plugins.stagegate.decision.RuleRun;
import io.jenkins.plugins.stagegate.decision.StageRun;
import io.jenkins.plugins.stagegate.decision.StageStatus;
import io.jenkins.plugins.stagegate.model.Rule;
import io.jenkins.plugins.stagegate.probe.HttpCheck;
import java.util.Optional;

/**
 * What a stage waits for while no step of its build runs: time alone, or an address that is asked.
 *
 * @param id its own, in the execution
 * @param what what is waited for, as a person calls it: the rule, or the next attempt
 */
record StageWait(Kind kind, String id, String what) {
    /** What ends the wait. */
    enum Kind {
        WINDOW,
        ADDRESS,
        RETRY
    }

    /** What an execution waits for in that stage now, if it does. */
    static Optional<StageWait> in(StageRun stage, Execution execution, PipelineState state) {
        if (stage.status() != StageStatus.IN_PROGRESS || stage.busy()) {
            return Optional.empty();
        }
        return stage.openCondition()
                .flatMap(condition -> forRule(condition, stage, execution, state))
                .or(() -> stage.retryDue().map(due -> forRetry(stage)));
    }

    private static StageWait forRetry(StageRun stage) {
        var next = String.valueOf(stage.attempt() + 1);
        return new StageWait(Kind.RETRY, FlowDisplay.key(stage.stage(), stage.attempt()) + "/retry", next);
    }

    private static Optional<StageWait> forRule(
            ConditionRun condition, StageRun stage, Execution execution, PipelineState state) {
        return condition.rules().stream()
                .filter(rule -> rule.status() == ActionStatus.IN_PROGRESS)
                .findFirst()
                .flatMap(run -> declared(run, condition, stage, execution, state)
                        .flatMap(StageWait::kind)
                        .map(kind -> new StageWait(kind, run.id(), run.rule())));
    }

    private static Optional<Rule> declared(
            RuleRun run, ConditionRun condition, StageRun stage, Execution execution, PipelineState state) {
        return state.stageOf(execution, stage.stage())
                .map(declared -> condition.hook().conditions(declared))
                .filter(conditions -> condition.index() < conditions.size())
                .flatMap(conditions -> conditions.get(condition.index()).rules().stream()
                        .filter(rule -> rule.name().equals(run.rule()))
                        .findFirst());
    }

    /** Other rules are looked at by steps of the build. */
    private static Optional<Kind> kind(Rule rule) {
        if (BuiltInRule.of(rule.provider()).isPresent()) {
            return Optional.of(Kind.WINDOW);
        }
        return rule.provider().equals(HttpCheck.PROVIDER) ? Optional.of(Kind.ADDRESS) : Optional.empty();
    }
}

package io.jenkins.plugins.stagegate.rehearsal;

import io.jenkins.plugins.stagegate.decision.ActionRun;
import io.jenkins.plugins.stagegate.decision.ActionStatus;
import io.jenkins.plugins.stagegate.decision.Execution;
import io.jenkins.plugins.stagegate.decision.PipelineState;
import io.jenkins.plugins.stagegate.decision.RuleRun;
import io.jenkins.plugins.stagegate.decision.StageRun;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What is so when a step is made.
 *
 * @param known every execution that ever was, by number, as it was last seen
 */
public record Scene(PipelineState state, Map<Long, Execution> known, Instant now) {
    /** The id for a new execution. */
    String nextId() {
        return "execution-" + (state.lastNumber() + 1);
    }

    /** The id of that execution; one that the engine refuses, if there never was one. */
    String id(long number) {
        return Optional.ofNullable(known.get(number)).map(Execution::id).orElse("#" + number);
    }

    Execution execution(long number) {
        return Optional.ofNullable(known.get(number))
                .orElseThrow(() -> new NotNowException("There is no #" + number + " yet."));
    }

    /** The last go at the action in the execution with that number; without a number, the newest one that runs. */
    PipelineState.Located run(Part action, Optional<Long> number) {
        PipelineState.Located found = null;
        for (Execution execution : state.executions().values()) {
            for (StageRun stage : execution.stages().values()) {
                for (ActionRun run : stage.actions()) {
                    boolean asked = number.map(one -> one == execution.start().number())
                            .orElse(run.status() == ActionStatus.IN_PROGRESS);
                    found = asked && action.fits(stage.stage(), run.action())
                            ? new PipelineState.Located(execution, stage, run)
                            : found;
                }
            }
        }
        if (found == null) {
            throw new NotNowException("The action " + action + " does not run"
                    + number.map(one -> " in #" + one).orElse("") + " then.");
        }
        return found;
    }

    /** The rule that is looked at. */
    String rule(Part rule) {
        return state.executions().values().stream()
                .flatMap(execution -> execution.stages().values().stream())
                .filter(stage -> rule.fits(stage.stage(), rule.name()))
                .flatMap(stage -> stage.openCondition().stream())
                .flatMap(open -> open.rule(rule.name()).stream())
                .map(RuleRun::id)
                .findFirst()
                .orElseThrow(() -> new NotNowException("Nobody looks at the rule " + rule + " then."));
    }
}

package io.jenkins.plugins.stagegate.decision;

import io.jenkins.plugins.stagegate.decision.PipelineState.Located;
import io.jenkins.plugins.stagegate.model.Rule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What events demand of the world outside. */
public final class Effects {
    private Effects() {}

    /**
     * The effects of one event.
     *
     * @param after the state after the decision that the event belongs to
     */
    public static List<Effect> of(PipelineState after, Event happened) {
        if (happened instanceof Event.ActionStarted event) {
            return after.locate(event)
                    .filter(found -> found.run().status() == ActionStatus.IN_PROGRESS)
                    .map(found -> List.of(start(after, found)))
                    .orElse(List.of());
        }
        if (happened instanceof Event.ActionAbandoned event) {
            return List.of(new Effect.StopAction(event.execution(), event.actionExecution(), event.reason()));
        }
        if (happened instanceof Event.RuleStarted event) {
            return check(after, event.execution(), event.stage(), event.ruleExecution());
        }
        if (happened instanceof Event.RuleAbandoned event) {
            return List.of(new Effect.StopAction(event.execution(), event.ruleExecution(), "Nobody asks any more"));
        }
        return List.of();
    }

    /** The effects that are still owed in this state: those of the actions and rules that run. To be issued after a restart. */
    public static List<Effect> owed(PipelineState state) {
        var owed = new ArrayList<Effect>();
        for (Execution execution : state.executions().values()) {
            for (StageRun stage : execution.stages().values()) {
                for (RuleRun rule : Conditions.running(stage)) {
                    owed.addAll(check(state, execution.id(), stage.stage(), rule.id()));
                }
                for (ActionRun run : stage.actions()) {
                    if (run.status() == ActionStatus.IN_PROGRESS) {
                        owed.add(start(state, new Located(execution, stage, run)));
                    }
                }
            }
        }
        return List.copyOf(owed);
    }

    /** The rule execution of that id, as long as somebody outside looks at it. */
    public static Optional<Effect.CheckRule> check(PipelineState state, String ruleExecution) {
        for (Execution execution : state.executions().values()) {
            for (StageRun stage : execution.stages().values()) {
                if (Conditions.running(stage).stream()
                        .anyMatch(rule -> rule.id().equals(ruleExecution))) {
                    return check(state, execution.id(), stage.stage(), ruleExecution).stream()
                            .map(Effect.CheckRule.class::cast)
                            .findFirst();
                }
            }
        }
        return Optional.empty();
    }

    /** When time alone makes something happen next, so that a {@link Command.Tick} is due then. */
    public static Optional<Instant> nextTick(PipelineState state) {
        return Deadlines.next(state);
    }

    /** The rule, if it is still looked at and the engine cannot judge it itself. */
    private static List<Effect> check(PipelineState state, String executionId, String stageName, String id) {
        var execution = state.execution(executionId).orElseThrow();
        var run = execution.stages().get(stageName);
        var open = run.openCondition();
        var rule = Conditions.running(run).stream()
                .filter(one -> one.id().equals(id))
                .findFirst();
        if (open.isEmpty() || rule.isEmpty()) {
            return List.of();
        }
        var stage = state.definitionOf(execution).stage(stageName).orElseThrow();
        return open.get().hook().conditions(stage).get(open.get().index()).rules().stream()
                .filter(one -> one.name().equals(rule.get().rule())
                        && BuiltInRule.of(one.provider()).isEmpty())
                .map(one -> check(execution, stageName, one, id))
                .toList();
    }

    private static Effect check(Execution execution, String stage, Rule rule, String id) {
        var environment = new LinkedHashMap<String, String>();
        var resolved = VariableScope.of(execution).resolve(rule, environment);
        var inputs = rule.inputs().stream()
                .map(execution.artifacts()::get)
                .filter(Objects::nonNull)
                .toList();
        return new Effect.CheckRule(
                execution.id(),
                execution.start().number(),
                stage,
                resolved,
                id,
                inputs,
                environment,
                execution.start().variables());
    }

    private static Effect start(PipelineState state, Located found) {
        var execution = found.execution();
        var action = VariableScope.of(execution).resolve(found.declaration(state));
        var run = found.run();
        if (run.approval().isPresent()) {
            return new Effect.AskApproval(
                    execution.id(),
                    execution.start().number(),
                    found.stage().stage(),
                    action,
                    run.id(),
                    run.approval().get());
        }
        return new Effect.StartAction(
                execution.id(),
                execution.start().number(),
                found.stage().stage(),
                action,
                run.id(),
                run.attempt(),
                run.inputs(),
                execution.start().overrides().stream()
                        .filter(override -> override.action().equals(action.name()))
                        .findFirst(),
                execution.start().variables());
    }
}

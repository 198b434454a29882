package io.jenkins.plugins.stagegate.decision;

import io.jenkins.plugins.stagegate.decision.PipelineState.Located;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
            return after.locate(event.actionExecution())
                    .filter(found -> found.run().status() == ActionStatus.IN_PROGRESS)
                    .map(found -> List.of(start(after, found)))
                    .orElse(List.of());
        }
        if (happened instanceof Event.ActionAbandoned event) {
            return List.of(new Effect.StopAction(event.execution(), event.actionExecution(), event.reason()));
        }
        return List.of();
    }

    /** The effects that are still owed in this state: those of the actions that run. To be issued after a restart. */
    public static List<Effect> owed(PipelineState state) {
        var owed = new ArrayList<Effect>();
        for (Execution execution : state.executions().values()) {
            for (StageRun stage : execution.stages().values()) {
                for (ActionRun run : stage.actions()) {
                    if (run.status() == ActionStatus.IN_PROGRESS) {
                        owed.add(start(state, new Located(execution, stage, run)));
                    }
                }
            }
        }
        return List.copyOf(owed);
    }

    /** When time alone makes something happen next, so that a {@link Command.Tick} is due then. */
    public static Optional<Instant> nextTick(PipelineState state) {
        return Approvals.nextExpiry(state);
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
                        .findFirst());
    }
}

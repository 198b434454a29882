package io.jenkins.plugins.stagegate.decision;

import java.util.List;

/** Stopping of executions: CodePipeline 1.12. */
final class Stops {
    private Stops() {}

    static void stop(Draft draft, Command.Stop command) {
        var execution = draft.state()
                .execution(command.execution())
                .orElseThrow(() -> new RefusedException(
                        "PipelineExecutionNotStoppableException",
                        "The execution " + command.execution() + " is unknown, or ended long ago."));
        if (!execution.status().active()) {
            throw new RefusedException(
                    "PipelineExecutionNotStoppableException",
                    "The execution has ended already: " + execution.status().label() + ".");
        }
        if (execution.status() == ExecutionStatus.STOPPING && !command.abandon()) {
            throw new RefusedException(
                    "DuplicatedStopRequestException",
                    "The execution is stopping already. To give up its running actions, stop and abandon it.");
        }
        draft.record(new Event.StopRequested(
                execution.id(),
                command.abandon(),
                command.reason(),
                command.by().name()));
        execution.inside().map(execution.stages()::get).ifPresent(stage -> abandon(draft, execution, stage, command));
        if (execution.inside().isEmpty()) {
            draft.record(new Event.ExecutionStopped(execution.id()));
        }
    }

    /** Stop and wait waits for work; a question to people or a look at a condition is no work: they end in both cases. */
    private static void abandon(Draft draft, Execution execution, StageRun stage, Command.Stop command) {
        Conditions.cancel(draft, execution, stage);
        for (ActionRun run : List.copyOf(stage.actions())) {
            boolean given = command.abandon() || run.approval().isPresent();
            if (run.status() == ActionStatus.IN_PROGRESS && given) {
                draft.record(new Event.ActionAbandoned(
                        execution.id(),
                        stage.stage(),
                        run.action(),
                        run.id(),
                        "Stopped by " + command.by().name()));
            }
        }
    }
}

package io.jenkins.plugins.stagegate.decision;

import io.jenkins.plugins.stagegate.model.ExecutionMode;
import java.util.List;
import java.util.Optional;

/** Rolling back of stages: CodePipeline 1.8, but across versions of the definition as long as the stage is still there. */
final class Rollbacks {
    private Rollbacks() {}

    static void rollBack(Draft draft, Command.Rollback command) {
        Transitions.requireStage(draft.state(), command.stage());
        refusal(draft.state(), command.stage(), command.target()).ifPresent(message -> {
            throw new RefusedException("UnableToRollbackStageException", message);
        });
        record(
                draft,
                command.execution(),
                command.stage(),
                command.target(),
                new StartTrigger(
                        "ManualRollback", command.by().name(), command.by().name()));
    }

    static void record(Draft draft, String id, String stage, Execution target, StartTrigger trigger) {
        var state = draft.state();
        draft.record(new Event.ExecutionStarted(
                id,
                state.lastNumber() + 1,
                state.version(),
                ExecutionType.ROLLBACK,
                trigger,
                target.start().variables(),
                List.of(),
                Optional.empty(),
                Optional.of(new Inheritance(
                        origin(target), stage, target.artifacts(), target.outputVariables(), target.revisions()))));
        draft.record(new Event.StageReached(id, stage));
    }

    /** What was really put there: a rollback put there what its own target had put there. */
    private static String origin(Execution target) {
        return target.start().inherited().map(Inheritance::execution).orElse(target.id());
    }

    /** Why the stage cannot go back to the target, or nothing if it can. */
    static Optional<String> refusal(PipelineState state, String stage, Execution target) {
        if (target.start().type() == ExecutionType.ROLLBACK) {
            return Optional.of("Execution " + target.start().number()
                    + " is a rollback itself. Go back to the execution that it went back to.");
        }
        return refusalAutomatic(state, stage, target);
    }

    /** The same without a person, who could name another target. */
    static Optional<String> refusalAutomatic(PipelineState state, String stage, Execution target) {
        var definition = state.definition().orElseThrow();
        if (definition.stage(stage).isEmpty()) {
            return Optional.of("The pipeline's definition has no stage '" + stage + "' any more.");
        }
        if (definition.before(stage).isEmpty()) {
            return Optional.of("The source stage cannot be rolled back.");
        }
        if (definition.executionMode() == ExecutionMode.PARALLEL) {
            return Optional.of("There is no rollback in PARALLEL mode: several executions may be in the stage.");
        }
        boolean succeeded = target.stage(stage)
                .filter(run -> run.status() == StageStatus.SUCCEEDED)
                .isPresent();
        if (!succeeded) {
            return Optional.of(
                    "Execution " + target.start().number() + " did not succeed in the stage '" + stage + "'.");
        }
        return Optional.empty();
    }
}

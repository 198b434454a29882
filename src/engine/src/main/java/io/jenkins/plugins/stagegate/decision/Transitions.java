package io.jenkins.plugins.stagegate.decision;

import java.util.Optional;

/** Opening and closing of transitions. */
final class Transitions {
    private static final int REASON_LENGTH = 300;

    private Transitions() {}

    static void change(Draft draft, Command.ChangeTransition change) {
        requireStage(draft.state(), change.stage());
        if (!change.enabled()) {
            requireReason(change.reason());
        }
        var gate = draft.state().stage(change.stage()).transition(change.direction());
        if (gate.enabled() == change.enabled()
                && (gate.enabled() || gate.reason().equals(change.reason()))) {
            return;
        }
        draft.record(new Event.TransitionChanged(
                change.stage(),
                change.direction(),
                change.enabled(),
                change.enabled() ? "" : change.reason(),
                change.by().name()));
    }

    /** The reason's characters are free here, unlike CodePipeline's: people write in their own language. */
    private static void requireReason(String reason) {
        if (reason.isBlank() || reason.length() > REASON_LENGTH) {
            throw new RefusedException(
                    "ValidationException",
                    "A transition is closed with a reason of 1 to " + REASON_LENGTH
                            + " characters, so that others know why.");
        }
    }

    static void requireStage(PipelineState state, String stage) {
        if (!state.stages().containsKey(stage)) {
            throw new RefusedException(
                    "StageNotFoundException",
                    "The pipeline has no stage '" + stage + "'. Its stages are "
                            + state.stages().keySet() + ".");
        }
    }

    /** Whether the way into the stage is open: its own inbound gate, and the outbound gate of the stage before. */
    static boolean open(PipelineState state, Execution execution, String stage) {
        return closed(state, execution, stage).isEmpty();
    }

    /** The gate that keeps the execution out of the stage, if one does. */
    static Optional<Transition> closed(PipelineState state, Execution execution, String stage) {
        var inbound = state.stage(stage).inbound();
        if (!inbound.enabled()) {
            return Optional.of(inbound);
        }
        return state.definitionOf(execution)
                .before(stage)
                .map(before -> state.stage(before.name()).outbound())
                .filter(gate -> !gate.enabled());
    }
}

package io.jenkins.plugins.stagegate.decision;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

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

    /** Whether nothing but a lack of room keeps the execution out of the stage. */
    static boolean open(PipelineState state, Execution execution, String stage) {
        return hold(state, execution, stage).isEmpty();
    }

    /** What keeps the execution out: the stage's inbound gate, the outbound gate of the stage before, a stopped line. */
    static Optional<Hold> hold(PipelineState state, Execution execution, String stage) {
        var outbound = state.definitionOf(execution).before(stage).map(before -> state.stage(before.name())
                .outbound());
        return Stream.concat(Stream.of(state.stage(stage).inbound()), outbound.stream())
                .filter(gate -> !gate.enabled())
                .findFirst()
                .map(gate -> new Hold(
                        Waiting.Reason.TRANSITION_CLOSED,
                        gate.lastChangedBy(),
                        "The way into " + stage + " is closed by " + gate.lastChangedBy() + ": " + gate.reason(),
                        "Opening the transition",
                        Map.of("stage", stage, "by", gate.lastChangedBy(), "why", gate.reason())))
                .or(() -> LineStops.hold(state, execution, stage));
    }
}

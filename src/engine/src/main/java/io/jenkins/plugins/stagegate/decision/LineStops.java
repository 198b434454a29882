package io.jenkins.plugins.stagegate.decision;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Stopping the line: one switch that holds every way into a stage but the first, with an end, exemptions and a way round. */
final class LineStops {
    private LineStops() {}

    static void stop(Draft draft, Command.StopLine command) {
        if (command.reason().isBlank()) {
            throw new RefusedException(
                    "ValidationException", "The line is stopped with a reason, so that others know why.");
        }
        var known = Optional.ofNullable(draft.state().lineStops().get(command.id()));
        var stop = new LineStop(
                command.id(),
                command.scope(),
                command.reason(),
                command.by().name(),
                known.map(LineStop::since).orElse(draft.now()),
                command.until(),
                command.exempt());
        if (!known.equals(Optional.of(stop))) {
            draft.record(new Event.LineStopped(stop));
        }
    }

    static void release(Draft draft, Command.ReleaseLine command) {
        if (draft.state().lineStops().containsKey(command.id())) {
            draft.record(new Event.LineReleased(command.id(), command.by().name()));
        }
    }

    /** Lets one execution pass into the stage in front of which it waits. A closed transition still holds it. */
    static void force(Draft draft, Command.ForceEntry command) {
        Transitions.requireStage(draft.state(), command.stage());
        if (command.rationale().isBlank()) {
            throw new RefusedException(
                    "ValidationException", "Passing a stopped line needs a rationale, which is kept.");
        }
        var waits = draft.state()
                .execution(command.execution())
                .flatMap(Execution::waiting)
                .filter(place -> place.stage().equals(command.stage()));
        if (waits.isEmpty()) {
            throw new RefusedException(
                    "ConflictException",
                    "The execution " + command.execution() + " does not wait in front of " + command.stage() + ".");
        }
        draft.record(new Event.EntryForced(
                command.execution(),
                command.stage(),
                command.rationale(),
                command.by().name()));
    }

    /** Ends what has come to its time. */
    static void expire(Draft draft) {
        for (LineStop stop : List.copyOf(draft.state().lineStops().values())) {
            if (stop.until().filter(until -> !until.isAfter(draft.now())).isPresent()) {
                draft.record(new Event.LineReleased(stop.id(), Actor.ENGINE.name()));
            }
        }
    }

    static Optional<Instant> nextEnd(PipelineState state) {
        return state.lineStops().values().stream()
                .flatMap(stop -> stop.until().stream())
                .min(Instant::compareTo);
    }

    static Optional<Hold> hold(PipelineState state, Execution execution, String stage) {
        boolean first = state.definitionOf(execution).before(stage).isEmpty();
        boolean forced = execution.waiting().filter(Place.Before::forced).isPresent();
        return state.lineStops().values().stream()
                .filter(stop -> !first && !forced && !stop.exempt().contains(stage))
                .findFirst()
                .map(stop -> new Hold(
                        Waiting.Reason.STOPPED_LINE,
                        stop.by(),
                        "The line is stopped by " + stop.by() + " for " + stop.scope() + ": " + stop.reason(),
                        "Releasing the line"
                                + stop.until()
                                        .map(until -> ", which ends at " + until)
                                        .orElse("")
                                + ", or forcing this entry with a rationale",
                        details(stop)));
    }

    private static Map<String, String> details(LineStop stop) {
        var details = new LinkedHashMap<String, String>();
        details.put("by", stop.by());
        details.put("why", stop.reason());
        details.put("line", stop.id());
        details.put("scope", stop.scope());
        stop.until().ifPresent(until -> details.put("until", until.toString()));
        return details;
    }
}

package io.jenkins.plugins.stagegate.api;

import io.jenkins.plugins.stagegate.decision.Actor;
import io.jenkins.plugins.stagegate.decision.Command;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * Reads what is asked of a stopped line, which CodePipeline knows nothing of. Which pipelines a switch is set for is the
 * host's to say, and so is its id.
 */
public final class LineStopReader {
    private LineStopReader() {}

    /** Which of the host's switches is meant; the pipeline's own if nothing is said. */
    public static Optional<String> scope(String json) throws InvalidRequestException {
        return Request.parse(json).optional("scope");
    }

    /**
     * {@code { reason, until, exempt }}: why, when it ends by itself, and the stages that may be entered all the same.
     *
     * @param id the switch's; a second request with the same id changes how the line is stopped
     * @param scope what the switch is set for, in words for people
     */
    public static Command.StopLine stop(String json, String id, String scope, Actor by) throws InvalidRequestException {
        var request = Request.parse(json);
        return new Command.StopLine(
                id, scope, request.text("reason"), until(request), request.list("exempt", "a stage's name"), by);
    }

    private static Optional<Instant> until(Request request) throws InvalidRequestException {
        var text = request.optional("until");
        try {
            return text.map(Instant::parse);
        } catch (DateTimeException e) {
            throw new InvalidRequestException(
                    "'until' must be a time such as 2026-11-24T08:00:00Z, not '" + text.orElse("") + "'.");
        }
    }

    /** {@code { id }}: which switch lets go. */
    public static Command.ReleaseLine release(String json, Actor by) throws InvalidRequestException {
        return new Command.ReleaseLine(Request.parse(json).text("id"), by);
    }

    /** {@code { pipelineExecutionId, stageName, rationale }}. */
    public static Command.ForceEntry force(String json, Actor by) throws InvalidRequestException {
        var request = Request.parse(json);
        return new Command.ForceEntry(
                request.text("pipelineExecutionId"), request.text("stageName"), request.text("rationale"), by);
    }
}

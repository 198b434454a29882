package io.jenkins.plugins.stagegate.local.desk;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.stagegate.api.Changes;
import io.jenkins.plugins.stagegate.api.CommandReader;
import io.jenkins.plugins.stagegate.api.ExecutionFilter;
import io.jenkins.plugins.stagegate.api.ExecutionView;
import io.jenkins.plugins.stagegate.api.InvalidRequestException;
import io.jenkins.plugins.stagegate.api.LineStopReader;
import io.jenkins.plugins.stagegate.api.Past;
import io.jenkins.plugins.stagegate.api.StateView;
import io.jenkins.plugins.stagegate.api.Uses;
import io.jenkins.plugins.stagegate.api.Viewer;
import io.jenkins.plugins.stagegate.decision.Actor;
import io.jenkins.plugins.stagegate.decision.Command;
import io.jenkins.plugins.stagegate.decision.Execution;
import io.jenkins.plugins.stagegate.local.UserException;
import io.jenkins.plugins.stagegate.runtime.CommandRefusedException;
import io.jenkins.plugins.stagegate.runtime.PipelineEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Answers what people and programs ask of one pipeline. May be used by any thread. */
public final class Desk {
    private static final int PAGE = 100;
    /** The id of the switch that stops the line of one pipeline alone. */
    public static final String OWN_SWITCH = "pipeline";

    private final PipelineEngine engine;
    private final Refresh refresh;

    /** Brings the definition up to date before an execution starts. */
    @FunctionalInterface
    public interface Refresh {
        /** Leaves the definition as the pipeline knows it. */
        Refresh NONE = () -> {};

        void run() throws UserException, CommandRefusedException, IOException;
    }

    public Desk(PipelineEngine engine, Refresh refresh) {
        this.engine = engine;
        this.refresh = refresh;
    }

    /** Answers {@code state}, {@code executions}, {@code execution}, {@code changes} or {@code uses}. */
    public Answer read(String path, Map<String, String> query, Actor by) {
        try {
            return switch (path) {
                case "state" -> Answer.of(StateView.of(engine.state(), Viewer.owner(by), Past.of(engine)));
                case "executions" -> executions(query);
                case "execution" -> execution(query.getOrDefault("pipelineExecutionId", ""));
                case "changes" -> changes(query.getOrDefault("from", ""), query.getOrDefault("to", ""));
                case "uses" -> uses(query.getOrDefault("pipelineExecutionId", ""));
                default -> Answer.refused(404, "UnknownOperationException", "There is nothing called " + path + ".");
            };
        } catch (IOException e) {
            return broken(e);
        } catch (UncheckedIOException e) {
            return broken(e.getCause());
        }
    }

    /**
     * Carries out {@code start}, {@code approve}, {@code transition}, {@code retry}, {@code stop}, {@code rollback}, {@code override},
     * {@code stop-line}, {@code release-line} or {@code force-entry}.
     */
    public Answer change(String path, String body, Actor by) {
        return refusals(() -> switch (path) {
            case "start" -> start(body, by);
            case "approve" -> {
                var after = engine.submit(CommandReader.approval(body, by)).state();
                yield Answer.of(object().put("approvedAt", after.updated().toString()));
            }
            case "transition" -> done(CommandReader.transition(body, by));
            case "retry" -> {
                var retry = CommandReader.retry(body, by);
                engine.submit(retry);
                yield started(retry.execution());
            }
            case "stop" -> {
                var stop = CommandReader.stop(body, by);
                engine.submit(stop);
                yield started(stop.execution());
            }
            case "rollback" -> rollback(body, by);
            case "override" -> done(CommandReader.override(body, by));
            case "stop-line" -> done(LineStopReader.stop(body, OWN_SWITCH, "this pipeline", by));
            case "release-line" -> done(LineStopReader.release(body, by));
            case "force-entry" -> done(LineStopReader.force(body, by));
            default -> Answer.refused(404, "UnknownOperationException", "There is nothing called " + path + ".");
        });
    }

    /**
     * Stops the line with a switch that is set for other pipelines, too.
     *
     * @param id the switch's, the same in all of them
     * @param scope what it is set for, in words for people
     */
    public Answer stopLine(String body, String id, String scope, Actor by) {
        return refusals(() -> done(LineStopReader.stop(body, id, scope, by)));
    }

    private interface Request {
        Answer answer() throws InvalidRequestException, UserException, CommandRefusedException, IOException;
    }

    private static Answer refusals(Request request) {
        try {
            return request.answer();
        } catch (InvalidRequestException | UserException e) {
            return Answer.refused(400, "ValidationException", e.getMessage());
        } catch (CommandRefusedException e) {
            return Answer.refused(400, e.refusal().code(), e.refusal().message());
        } catch (IOException e) {
            return broken(e);
        }
    }

    private Answer done(Command command) throws CommandRefusedException, IOException {
        engine.submit(command);
        return Answer.of(object());
    }

    private Answer start(String body, Actor by)
            throws InvalidRequestException, UserException, CommandRefusedException, IOException {
        refresh.run();
        var start = CommandReader.start(body, UUID.randomUUID().toString(), by);
        var after = engine.submit(start).state();
        return started(start.clientToken().map(after.clientTokens()::get).orElse(start.execution()));
    }

    private Answer rollback(String body, Actor by)
            throws InvalidRequestException, CommandRefusedException, IOException {
        var request = CommandReader.rollback(body);
        var target = engine.execution(request.target());
        if (target.isEmpty()) {
            return unknown(request.target());
        }
        var id = UUID.randomUUID().toString();
        engine.submit(new Command.Rollback(id, request.stage(), target.get(), by));
        return started(id);
    }

    private Answer executions(Map<String, String> query) throws IOException {
        long below;
        int count;
        try {
            below = Long.parseLong(query.getOrDefault("nextToken", String.valueOf(Long.MAX_VALUE)));
            count = Math.max(1, Math.min(PAGE, Integer.parseInt(query.getOrDefault("maxResults", "" + PAGE))));
        } catch (NumberFormatException e) {
            return Answer.refused(
                    400, "InvalidNextTokenException", "maxResults is a number, and nextToken one from an answer.");
        }
        var found = ExecutionFilter.of(query).page(engine::latest, below, count);
        return Answer.of(ExecutionView.list(found, next(found, count)));
    }

    private static Optional<String> next(List<Execution> page, int count) {
        return page.size() < count
                ? Optional.empty()
                : Optional.of(String.valueOf(page.get(page.size() - 1).start().number()));
    }

    private Answer execution(String id) throws IOException {
        var found = engine.execution(id);
        if (found.isEmpty()) {
            return unknown(id);
        }
        var state = engine.state();
        var body = ExecutionView.of(state, found.get());
        body.setAll(ExecutionView.actions(state, found.get()));
        return Answer.of(body);
    }

    private Answer changes(String from, String to) throws IOException {
        var now = engine.execution(from);
        var candidate = engine.execution(to);
        if (now.isEmpty() || candidate.isEmpty()) {
            return unknown(now.isEmpty() ? from : to);
        }
        var body = object();
        Changes.put(body, now.get(), candidate.get(), Past.of(engine));
        return Answer.of(body);
    }

    private Answer uses(String id) throws IOException {
        var found = engine.execution(id);
        return found.isEmpty() ? unknown(id) : Answer.of(Uses.of(found.get(), Past.of(engine)));
    }

    private static Answer unknown(String id) {
        return Answer.refused(
                404, "PipelineExecutionNotFoundException", "There is no execution '" + id + "' in this pipeline.");
    }

    private static Answer started(String id) {
        return Answer.of(object().put("pipelineExecutionId", id));
    }

    private static Answer broken(IOException e) {
        return Answer.refused(500, "InternalFailure", String.valueOf(e.getMessage()));
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}

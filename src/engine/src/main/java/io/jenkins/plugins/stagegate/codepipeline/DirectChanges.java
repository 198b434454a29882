package io.jenkins.plugins.stagegate.codepipeline;

import static io.jenkins.plugins.stagegate.codepipeline.Changes.execution;
import static io.jenkins.plugins.stagegate.codepipeline.Operation.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.stagegate.api.CommandReader;
import io.jenkins.plugins.stagegate.api.InvalidRequestException;
import io.jenkins.plugins.stagegate.decision.Actor;
import io.jenkins.plugins.stagegate.decision.Command;
import io.jenkins.plugins.stagegate.runtime.CommandRefusedException;
import java.io.IOException;
import java.util.UUID;

/** Changes of a pipeline that go to its engine straight away, as they do where nothing stands between the two. */
record DirectChanges(ServedPipeline pipeline, Actor by) {
    ObjectNode make(Change change, ObjectNode request)
            throws ServiceException, InvalidRequestException, CommandRefusedException, IOException {
        var json = request.toString();
        return switch (change) {
            case START, BEGIN, WEBHOOK, PUT_REVISION -> start(change, request);
            case STOP -> {
                var stop = CommandReader.stop(json, by);
                yield submit(stop, execution(stop.execution()));
            }
            case RETRY -> {
                var retry = CommandReader.retry(json, by);
                yield submit(retry, execution(retry.execution()));
            }
            case ROLLBACK -> {
                var wanted = CommandReader.rollback(json);
                var target = Executions.find(pipeline.engine(), wanted.target());
                var id = UUID.randomUUID().toString();
                yield submit(new Command.Rollback(id, wanted.stage(), target, by), execution(id));
            }
            case APPROVE -> submit(CommandReader.approval(json, by), object());
            case TRANSITION -> submit(CommandReader.transition(json, by), object());
            case OVERRIDE -> submit(CommandReader.override(json, by), object());
        };
    }

    private ObjectNode start(Change change, ObjectNode request)
            throws InvalidRequestException, CommandRefusedException, IOException {
        var start = ClientStarts.of(change, request, pipeline.engine(), by);
        var after = pipeline.engine().submit(start).state();
        return ClientStarts.answer(
                change,
                start,
                start.clientToken().map(after.clientTokens()::get).orElse(start.execution()));
    }

    private ObjectNode submit(Command command, ObjectNode answer) throws CommandRefusedException, IOException {
        pipeline.engine().submit(command);
        return answer;
    }
}

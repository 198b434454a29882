package io.jenkins.plugins.stagegate.codepipeline;

import static io.jenkins.plugins.stagegate.codepipeline.Changes.execution;
import static io.jenkins.plugins.stagegate.codepipeline.Operation.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.stagegate.api.CommandReader;
import io.jenkins.plugins.stagegate.api.InvalidRequestException;
import io.jenkins.plugins.stagegate.decision.Actor;
import io.jenkins.plugins.stagegate.decision.Command;
import io.jenkins.plugins.stagegate.decision.SourceOverride;
import io.jenkins.plugins.stagegate.decision.StartTrigger;
import io.jenkins.plugins.stagegate.runtime.CommandRefusedException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Changes of a pipeline that go to its engine straight away, as they do where nothing stands between the two. */
record DirectChanges(ServedPipeline pipeline, Actor by) {
    ObjectNode make(Change change, ObjectNode request)
            throws ServiceException, InvalidRequestException, CommandRefusedException, IOException {
        var json = request.toString();
        return switch (change) {
            case START -> {
                var start = CommandReader.start(json, UUID.randomUUID().toString(), by);
                var after = pipeline.engine().submit(start).state();
                yield execution(
                        start.clientToken().map(after.clientTokens()::get).orElse(start.execution()));
            }
            case BEGIN -> start(new StartTrigger("CreatePipeline", by.name(), by.name()), List.of());
            case WEBHOOK ->
                start(new StartTrigger("Webhook", request.path("webhookArn").asText(), by.name()), List.of());
            case PUT_REVISION -> revision(request);
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

    private ObjectNode revision(ObjectNode request) throws CommandRefusedException, IOException {
        var override = Revisions.override(pipeline, request);
        return start(new StartTrigger("PutActionRevision", override.action(), by.name()), List.of(override));
    }

    private ObjectNode start(StartTrigger trigger, List<SourceOverride> overrides)
            throws CommandRefusedException, IOException {
        var id = UUID.randomUUID().toString();
        return submit(new Command.Start(id, 0, trigger, Map.of(), overrides, Optional.empty()), execution(id));
    }

    private ObjectNode submit(Command command, ObjectNode answer) throws CommandRefusedException, IOException {
        pipeline.engine().submit(command);
        return answer;
    }
}

package io.jenkins.plugins.stagegate.codepipeline;

import static io.jenkins.plugins.stagegate.codepipeline.Operation.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.stagegate.api.CommandReader;
import io.jenkins.plugins.stagegate.api.InvalidRequestException;
import io.jenkins.plugins.stagegate.decision.Actor;
import io.jenkins.plugins.stagegate.decision.Command;
import io.jenkins.plugins.stagegate.decision.Execution;
import io.jenkins.plugins.stagegate.decision.SourceOverride;
import io.jenkins.plugins.stagegate.decision.StartTrigger;
import io.jenkins.plugins.stagegate.runtime.PipelineEngine;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The executions that clients ask for, by whichever operation. */
public final class ClientStarts {
    /** The changes that start an execution. */
    public static final Set<Change> ALL = Set.of(Change.START, Change.BEGIN, Change.WEBHOOK, Change.PUT_REVISION);

    private ClientStarts() {}

    /**
     * The start that a request asks for, with a new id and the trigger that the service calls it by.
     *
     * @param change one of {@link #ALL}
     */
    public static Command.Start of(Change change, ObjectNode request, PipelineEngine engine, Actor by)
            throws InvalidRequestException {
        var id = UUID.randomUUID().toString();
        return switch (change) {
            case BEGIN -> plain(id, new StartTrigger("CreatePipeline", by.name(), by.name()));
            case WEBHOOK ->
                plain(id, new StartTrigger("Webhook", request.path("webhookArn").asText(), by.name()));
            case PUT_REVISION -> revision(id, request, engine, by);
            default -> CommandReader.start(request.toString(), id, by);
        };
    }

    private static Command.Start plain(String id, StartTrigger trigger) {
        return new Command.Start(id, 0, trigger, Map.of(), List.of(), Optional.empty());
    }

    /**
     * A new revision is a start that names it, of the type that the source action takes: the request does not say it. Who tells of
     * the same revision again before its execution has begun tells of the same execution.
     */
    private static Command.Start revision(String id, ObjectNode request, PipelineEngine engine, Actor by) {
        var action = request.path("actionName").asText();
        var revision = request.at("/actionRevision/revisionId").asText();
        var newest = Executions.below(engine, Long.MAX_VALUE).findFirst().map(Execution::id);
        return new Command.Start(
                id,
                0,
                new StartTrigger("PutActionRevision", action, by.name()),
                Map.of(),
                List.of(SourceOverride.in(engine.state().definition(), action, revision)),
                Optional.of(String.join(" ", "PutActionRevision", action, revision, newest.orElse(""))));
    }

    /**
     * What the client is told.
     *
     * @param execution the one that it is: another than that of the start if the client had asked for the same before
     */
    public static ObjectNode answer(Change change, Command.Start start, String execution) {
        var answer = object().put("pipelineExecutionId", execution);
        return change == Change.PUT_REVISION ? answer.put("newRevision", execution.equals(start.execution())) : answer;
    }
}

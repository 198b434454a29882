package io.jenkins.plugins.stagegate.codepipeline;

import static io.jenkins.plugins.stagegate.codepipeline.Operation.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.stagegate.api.StateView;
import io.jenkins.plugins.stagegate.decision.PipelineState;
import io.jenkins.plugins.stagegate.worker.ActionTypes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What pipelines there are, and how they are now. */
final class PipelineReads {
    /** The version of a job that was never built: its definition is not read yet, and the service counts from 1. */
    private static final int UNREAD = 0;

    private static final int PAGE = 1000;

    private PipelineReads() {}

    static void addTo(Map<String, Operation> operations) {
        operations.put("ListPipelines", PipelineReads::list);
        operations.put("GetPipeline", PipelineReads::get);
        operations.put("GetPipelineState", PipelineReads::state);
    }

    private static ObjectNode state(Call call) throws ServiceException {
        var pipeline = call.pipeline("name");
        var known = pipeline.engine().state();
        var state = StateView.of(known, pipeline.viewer(call.by())).put("pipelineName", call.text("name"));
        entities(state, known, call.account().actionTypes());
        return known.version() == UNREAD ? state.without("pipelineVersion") : state;
    }

    /** Says where the things are that workers' actions are about. */
    private static void entities(ObjectNode shown, PipelineState state, ActionTypes types) {
        for (JsonNode stage : shown.path("stageStates")) {
            for (JsonNode action : stage.path("actionStates")) {
                state.definition()
                        .flatMap(definition ->
                                definition.stage(stage.path("stageName").asText()))
                        .flatMap(found -> found.action(action.path("actionName").asText()))
                        .flatMap(found -> TypeAddresses.of(types, found.type(), found.configuration())
                                .entity())
                        .ifPresent(url -> ((ObjectNode) action).put("entityUrl", url));
            }
        }
    }

    private static ObjectNode list(Call call) throws ServiceException {
        var page = Pages.byName(call, List.copyOf(call.account().names()), name -> name, PAGE);
        var answer = object();
        var pipelines = answer.putArray("pipelines");
        for (String name : page.elements()) {
            summary(name, call.account()).ifPresent(pipelines::add);
        }
        return page.end(answer, "nextToken");
    }

    /** Of one that cannot be opened only the name is told: whoever asks for all of them gets the others. */
    private static Optional<ObjectNode> summary(String name, Account account) {
        try {
            var pipeline = account.pipeline(name);
            return pipeline.isPresent() ? Optional.of(summary(name, pipeline.get())) : Optional.empty();
        } catch (IOException | UncheckedIOException e) {
            return Optional.of(object().put("name", name));
        }
    }

    private static ObjectNode summary(String name, ServedPipeline pipeline) throws IOException {
        var state = pipeline.engine().state();
        var node = object().put("name", name);
        if (state.version() != UNREAD) {
            node.put("version", state.version());
        }
        state.definition()
                .ifPresent(definition ->
                        node.put("executionMode", definition.executionMode().name()));
        // Of what our own language says, GetPipeline says the same.
        var type = pipeline.declared(state.version())
                .map(DeclarationDefaults::type)
                .orElse("V2");
        return times(node.put("pipelineType", type), state);
    }

    private static ObjectNode times(ObjectNode node, PipelineState state) {
        return node.put("created", state.created().toString())
                .put("updated", state.updated().toString());
    }

    private static ObjectNode get(Call call) throws ServiceException, IOException {
        var pipeline = call.pipeline("name");
        pipeline.requireDeclarationShown();
        var state = pipeline.engine().state();
        int version = call.input().path("version").asInt(state.version());
        var answer = object();
        answer.set(
                "pipeline",
                new Masks(call.account()).declaration(DeclarationView.of(call.account(), pipeline, version)));
        answer.set("metadata", times(object().put("pipelineArn", Account.arn(call.text("name"))), state));
        return answer;
    }
}

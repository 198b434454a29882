package io.jenkins.plugins.stagegate.codepipeline;

import static io.jenkins.plugins.stagegate.codepipeline.Operation.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.stagegate.api.StateView;
import io.jenkins.plugins.stagegate.decision.PipelineState;
import java.io.IOException;
import java.util.List;
import java.util.Map;

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
        return known.version() == UNREAD ? state.without("pipelineVersion") : state;
    }

    private static ObjectNode list(Call call) throws ServiceException {
        var page = Pages.byName(call, List.copyOf(call.account().names()), name -> name, PAGE);
        var answer = object();
        var pipelines = answer.putArray("pipelines");
        for (String name : page.elements()) {
            call.account()
                    .pipeline(name)
                    .ifPresent(one -> pipelines.add(summary(name, one.engine().state())));
        }
        return page.end(answer, "nextToken");
    }

    private static ObjectNode summary(String name, PipelineState state) {
        var node = object().put("name", name);
        if (state.version() != UNREAD) {
            node.put("version", state.version());
        }
        state.definition()
                .ifPresent(definition ->
                        node.put("executionMode", definition.executionMode().name()));
        return times(node.put("pipelineType", "V2"), state);
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

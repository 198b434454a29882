package io.jenkins.plugins.stagegate.codepipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.stagegate.api.InvalidRequestException;
import io.jenkins.plugins.stagegate.decision.Execution;
import io.jenkins.plugins.stagegate.model.Action;
import io.jenkins.plugins.stagegate.model.ActionCategory;
import io.jenkins.plugins.stagegate.runtime.CommandRefusedException;
import io.jenkins.plugins.stagegate.runtime.PipelineEngine;
import java.io.IOException;

/** {@code PutActionRevision}: somebody outside says that a source has a new revision. */
final class ActionRevisions {
    private ActionRevisions() {}

    static ObjectNode put(Call call)
            throws ServiceException, InvalidRequestException, CommandRefusedException, IOException {
        var pipeline = call.pipeline("pipelineName");
        var action = source(call, pipeline.engine()).name();
        var revision = call.input().at("/actionRevision/revisionId").asText();
        var newest = Executions.below(pipeline.engine(), Long.MAX_VALUE).findFirst();
        if (newest.filter(execution -> has(execution, action, revision)).isPresent()) {
            return Changes.execution(newest.get().id()).put("newRevision", false);
        }
        pipeline.refresh();
        return pipeline.change(Change.PUT_REVISION, call.input(), call.by());
    }

    private static boolean has(Execution execution, String action, String revision) {
        return execution.revisions().stream()
                        .anyMatch(known ->
                                known.action().equals(action) && known.id().equals(revision))
                || execution.start().overrides().stream()
                        .anyMatch(wanted ->
                                wanted.action().equals(action) && wanted.value().equals(revision));
    }

    private static Action source(Call call, PipelineEngine engine) throws ServiceException {
        var stage = engine.state()
                .definition()
                .flatMap(definition -> definition.stage(call.text("stageName")))
                .orElseThrow(() -> new ServiceException(
                        "StageNotFoundException", "The pipeline has no stage '" + call.text("stageName") + "'."));
        var action = stage.action(call.text("actionName"))
                .orElseThrow(() -> new ServiceException(
                        "ActionNotFoundException",
                        "The stage '" + stage.name() + "' has no action '" + call.text("actionName") + "'."));
        if (action.type().category() != ActionCategory.SOURCE) {
            throw ServiceException.invalid("The action '" + action.name() + "' is no source action.");
        }
        return action;
    }
}

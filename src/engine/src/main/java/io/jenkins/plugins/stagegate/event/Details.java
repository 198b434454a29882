package io.jenkins.plugins.stagegate.event;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.stagegate.decision.ActionRun;
import io.jenkins.plugins.stagegate.decision.ActionStatus;
import io.jenkins.plugins.stagegate.decision.Execution;
import io.jenkins.plugins.stagegate.decision.PipelineState;
import io.jenkins.plugins.stagegate.decision.PipelineState.Located;
import io.jenkins.plugins.stagegate.decision.StopRequest;
import io.jenkins.plugins.stagegate.model.ActionType;
import io.jenkins.plugins.stagegate.model.Artifact;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The members of {@code detail}, as CodePipeline names them. Numbers are written with a point, as the service does. */
final class Details {
    private Details() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ObjectNode execution(PipelineState state, Execution execution, String change) {
        var trigger = object().put("trigger-type", execution.start().trigger().type());
        put(trigger, "trigger-detail", execution.start().trigger().detail());
        var detail = object().put("pipeline", state.name())
                .put("execution-id", execution.id())
                .put(
                        "start-time",
                        execution.started().truncatedTo(ChronoUnit.MILLIS).toString());
        detail.set("execution-trigger", trigger);
        detail.put("state", change)
                .put("version", (double) execution.start().version())
                .put("pipeline-execution-attempt", (double) execution.attempt());
        return detail;
    }

    /** What was said when the execution was to be stopped. */
    static ObjectNode stop(ObjectNode detail, Execution execution) {
        execution.stop().map(StopRequest::reason).ifPresent(reason -> put(detail, "stop-execution-comments", reason));
        return detail;
    }

    static ObjectNode stage(PipelineState state, Execution execution, String stage, String change) {
        var detail = execution(state, execution, change).put("stage", stage);
        execution
                .stage(stage)
                .flatMap(run -> run.retried())
                .ifPresent(at -> detail.put("stage-last-retry-attempt-time", at.toString()));
        return detail;
    }

    static ObjectNode action(PipelineState state, Located found, String change) {
        var run = found.run();
        var detail = stage(state, found.execution(), found.stage().stage(), change)
                .put("action", run.action())
                .put("action-execution-id", run.id())
                .put("region", EventBridge.REGION);
        detail.set("type", type(found.declaration(state).type()));
        detail.set("input-artifacts", artifacts(state, run.inputs()));
        detail.set("output-artifacts", artifacts(state, run.outcome().artifacts()));
        if (run.status() != ActionStatus.IN_PROGRESS) {
            detail.set("execution-result", result(run));
        }
        return detail;
    }

    private static ObjectNode type(ActionType type) {
        return object().put("owner", type.owner())
                .put("provider", type.provider())
                .put("category", type.category().label())
                .put("version", type.version());
    }

    /** A bundle's place is the pipeline's store, and the bundle's digest in it. */
    private static ArrayNode artifacts(PipelineState state, List<Artifact> artifacts) {
        var all = JsonNodeFactory.instance.arrayNode();
        for (Artifact artifact : artifacts) {
            var one = object().put("name", artifact.name());
            one.set("s3location", object().put("bucket", state.name()).put("key", artifact.digest()));
            all.add(one);
        }
        return all;
    }

    private static ObjectNode result(ActionRun run) {
        var progress = run.outcome().progress();
        var result = object();
        progress.externalUrl().ifPresent(url -> result.put("external-execution-url", url));
        run.failure()
                .map(failure -> failure.message())
                .or(progress::summary)
                .ifPresent(text -> result.put("external-execution-summary", text));
        progress.externalId().ifPresent(id -> result.put("external-execution-id", id));
        run.failure().ifPresent(failure -> result.put("error-code", failure.code()));
        return result;
    }

    /** Puts a text unless it is empty. */
    static void put(ObjectNode node, String name, String value) {
        if (!value.isEmpty()) {
            node.put(name, value);
        }
    }
}

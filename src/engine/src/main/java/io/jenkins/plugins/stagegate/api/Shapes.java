package io.jenkins.plugins.stagegate.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.stagegate.decision.Execution;
import io.jenkins.plugins.stagegate.decision.SourceRevision;
import io.jenkins.plugins.stagegate.decision.StopRequest;
import io.jenkins.plugins.stagegate.decision.Transition;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;

/** CodePipeline's small shapes, which several answers contain. */
final class Shapes {
    private Shapes() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static <T> ArrayNode array(Collection<T> all, Function<T, ObjectNode> shape) {
        var array = JsonNodeFactory.instance.arrayNode();
        all.forEach(one -> array.add(shape.apply(one)));
        return array;
    }

    static String time(Instant instant) {
        return instant.toString();
    }

    /** Puts a text unless it is empty: members without a value are left out, as the service does. */
    static void put(ObjectNode node, String name, String value) {
        if (!value.isEmpty()) {
            node.put(name, value);
        }
    }

    static ObjectNode map(Map<String, String> map) {
        var node = object();
        map.forEach(node::put);
        return node;
    }

    static ObjectNode transition(Transition transition) {
        var node = object().put("enabled", transition.enabled());
        put(node, "lastChangedBy", transition.lastChangedBy());
        transition.lastChangedAt().ifPresent(at -> node.put("lastChangedAt", time(at)));
        put(node, "disabledReason", transition.reason());
        return node;
    }

    /** {@code PipelineExecutionSummary}, and the execution's number. */
    static ObjectNode summary(Execution execution) {
        var start = execution.start();
        var node = object().put("pipelineExecutionId", execution.id())
                .put("number", start.number())
                .put("status", execution.status().label());
        put(node, "statusSummary", execution.summary());
        node.put("startTime", time(execution.started())).put("lastUpdateTime", time(execution.updated()));
        node.set("sourceRevisions", array(execution.revisions(), Shapes::revision));
        node.set("trigger", trigger(execution));
        execution
                .stop()
                .map(StopRequest::reason)
                .ifPresent(reason -> node.set("stopTrigger", object().put("reason", reason)));
        node.put("executionType", start.type().name());
        start.inherited()
                .ifPresent(from -> node.set(
                        "rollbackMetadata", object().put("rollbackTargetPipelineExecutionId", from.execution())));
        return node;
    }

    /** {@code SourceRevision}. */
    static ObjectNode revision(SourceRevision revision) {
        var one = object().put("actionName", revision.action()).put("revisionId", revision.id());
        put(one, "revisionSummary", revision.summary());
        put(one, "revisionUrl", revision.url());
        revision.author().ifPresent(author -> put(one, "author", author));
        return one;
    }

    static ObjectNode trigger(Execution execution) {
        var trigger = execution.start().trigger();
        var node = object().put("triggerType", trigger.type());
        put(node, "triggerDetail", trigger.detail());
        return node;
    }
}

package io.jenkins.plugins.stagegate.api;

import static io.jenkins.plugins.stagegate.api.Shapes.array;
import static io.jenkins.plugins.stagegate.api.Shapes.object;
import static io.jenkins.plugins.stagegate.api.Shapes.put;
import static io.jenkins.plugins.stagegate.api.Shapes.time;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.stagegate.decision.ActionRun;
import io.jenkins.plugins.stagegate.decision.Execution;
import io.jenkins.plugins.stagegate.decision.PipelineState;
import io.jenkins.plugins.stagegate.decision.PipelineState.Located;
import io.jenkins.plugins.stagegate.decision.StageRun;
import io.jenkins.plugins.stagegate.model.Action;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** One execution and lists of them: {@code GetPipelineExecution}, {@code ListActionExecutions}, {@code ListPipelineExecutions}. */
public final class ExecutionView {
    private ExecutionView() {}

    /** {@code GetPipelineExecution}'s output. */
    public static ObjectNode of(PipelineState state, Execution execution) {
        var start = execution.start();
        var node = object().put("pipelineName", state.name())
                .put("pipelineVersion", start.version())
                .put("pipelineExecutionId", execution.id())
                .put("number", start.number())
                .put("status", execution.status().label());
        put(node, "statusSummary", execution.summary());
        node.set("artifactRevisions", array(execution.revisions(), revision -> {
            var one = object().put("name", revision.action()).put("revisionId", revision.id());
            put(one, "revisionSummary", revision.summary());
            put(one, "revisionUrl", revision.url());
            revision.author().ifPresent(author -> put(one, "author", author));
            return one;
        }));
        var variables = node.putArray("variables");
        start.variables()
                .forEach((name, value) ->
                        variables.add(object().put("name", name).put("resolvedValue", value)));
        node.set("trigger", Shapes.trigger(execution));
        node.put("executionType", start.type().name());
        start.inherited()
                .ifPresent(from -> node.set(
                        "rollbackMetadata", object().put("rollbackTargetPipelineExecutionId", from.execution())));
        node.put("startTime", time(execution.started())).put("lastUpdateTime", time(execution.updated()));
        execution
                .waiting()
                .ifPresent(before -> node.set(
                        "waitsBefore", object().put("stageName", before.stage()).put("since", time(before.since()))));
        execution.stop().ifPresent(stop -> node.set("stopTrigger", object().put("reason", stop.reason())));
        node.set("stages", array(execution.stages().values(), StageRunView::of));
        return object().set("pipelineExecution", node);
    }

    /** {@code ListActionExecutions}' output for one execution, newest first. */
    public static ObjectNode actions(PipelineState state, Execution execution) {
        var found = new ArrayList<Located>();
        for (StageRun stage : execution.stages().values()) {
            for (ActionRun run : stage.actions()) {
                found.add(new Located(execution, stage, run));
            }
        }
        found.sort(Comparator.comparing((Located one) -> one.run().started()).reversed());
        return object().set(
                        "actionExecutionDetails", array(found, one -> ActionView.detail(one, declaration(state, one))));
    }

    /** {@code ListPipelineExecutions}' output: one page. */
    public static ObjectNode list(List<Execution> executions, Optional<String> nextToken) {
        var node = object();
        node.set("pipelineExecutionSummaries", array(executions, Shapes::summary));
        nextToken.ifPresent(token -> node.put("nextToken", token));
        return node;
    }

    /** The declaration of the action, or null if its definition is kept no more. */
    private static Action declaration(PipelineState state, Located one) {
        return state.stageOf(one.execution(), one.stage().stage())
                .flatMap(stage -> stage.action(one.run().action()))
                .orElse(null);
    }
}

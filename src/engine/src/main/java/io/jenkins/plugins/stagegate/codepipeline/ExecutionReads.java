package io.jenkins.plugins.stagegate.codepipeline;

import static io.jenkins.plugins.stagegate.codepipeline.Operation.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.stagegate.api.ExecutionView;
import io.jenkins.plugins.stagegate.decision.Execution;
import io.jenkins.plugins.stagegate.decision.PipelineState;
import io.jenkins.plugins.stagegate.decision.StageStatus;
import io.jenkins.plugins.stagegate.model.Artifact;
import io.jenkins.plugins.stagegate.runtime.PipelineEngine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Executions, and what their actions and rules did. */
final class ExecutionReads {
    private static final int PAGE = 100;

    private ExecutionReads() {}

    static void addTo(Map<String, Operation> operations) {
        operations.put("GetPipelineExecution", ExecutionReads::get);
        operations.put("ListPipelineExecutions", ExecutionReads::list);
        operations.put(
                "ListActionExecutions",
                call -> details(call, "actionExecutionDetails", "actionName", ExecutionReads::actions));
        operations.put(
                "ListRuleExecutions", call -> details(call, "ruleExecutionDetails", "ruleName", RuleDetails::of));
        operations.put("ListDeployActionExecutionTargets", ExecutionReads::targets);
    }

    private static ObjectNode get(Call call) throws ServiceException, IOException {
        var engine = call.pipeline("pipelineName").engine();
        var execution = Executions.find(engine, call.text("pipelineExecutionId"));
        var answer = ExecutionView.of(engine.state(), execution);
        var node = (ObjectNode) answer.get("pipelineExecution");
        node.put("pipelineName", call.text("pipelineName"));
        mode(engine.state(), execution, node);
        for (JsonNode revision : node.path("artifactRevisions")) {
            artifactOf(execution, revision.path("name").asText())
                    .ifPresent(name -> ((ObjectNode) revision).put("name", name));
        }
        return answer;
    }

    /** What the source action put out. */
    private static Optional<String> artifactOf(Execution execution, String action) {
        return execution.stages().values().stream()
                .flatMap(stage -> stage.latest(action).stream())
                .filter(run -> run.outcome().revision().isPresent())
                .flatMap(run -> run.outcome().artifacts().stream())
                .map(Artifact::name)
                .findFirst();
    }

    private static void mode(PipelineState state, Execution execution, ObjectNode node) {
        Optional.ofNullable(state.definitionOf(execution))
                .ifPresent(definition ->
                        node.put("executionMode", definition.executionMode().name()));
    }

    private static ObjectNode list(Call call) throws ServiceException {
        var engine = call.pipeline("pipelineName").engine();
        var succeeded = call.input().at("/filter/succeededInStage/stageName").asText();
        long below = Pages.place(call, Long::valueOf).orElse(Long.MAX_VALUE);
        var rest = Executions.below(engine, below)
                .filter(execution -> succeeded.isEmpty() || succeededIn(execution, succeeded))
                .iterator();
        var page = Pages.cut(
                call, rest, execution -> String.valueOf(execution.start().number()), PAGE);
        var answer = ExecutionView.list(page.elements(), Optional.empty());
        for (int i = 0; i < page.elements().size(); i++) {
            mode(engine.state(), page.elements().get(i), (ObjectNode)
                    answer.path("pipelineExecutionSummaries").get(i));
        }
        return page.end(answer, "nextToken");
    }

    private static boolean succeededIn(Execution execution, String stage) {
        return execution
                .stage(stage)
                .filter(run -> run.status() == StageStatus.SUCCEEDED)
                .isPresent();
    }

    private interface Details {
        /** What an execution's actions or rules did, the newest first. */
        List<ObjectNode> of(PipelineState state, Execution execution);
    }

    private static List<ObjectNode> actions(PipelineState state, Execution execution) {
        var nodes = new ArrayList<ObjectNode>();
        ExecutionView.actions(state, execution)
                .path("actionExecutionDetails")
                .forEach(node -> nodes.add((ObjectNode) node));
        return nodes;
    }

    private static ObjectNode details(Call call, String member, String named, Details details)
            throws ServiceException, IOException {
        var engine = call.pipeline("pipelineName").engine();
        var filter = call.input().path("filter");
        var latest = filter.path("latestInPipelineExecution");
        var id = Stream.of(filter, latest)
                .map(node -> node.path("pipelineExecutionId").asText())
                .filter(text -> !text.isEmpty())
                .findFirst();
        boolean newestOnly = latest.path("startTimeRange").asText().equals("Latest");
        var from = Pages.place(call, Place::parse).orElse(Place.START);
        var rest = executions(engine, id, from)
                .flatMap(execution -> placed(engine.state(), execution, details, newestOnly ? named : ""))
                .filter(from::isBefore)
                .iterator();
        var page = Pages.cut(call, rest, one -> one.place().toString(), PAGE);
        var answer = object();
        var masks = new Masks(call.account());
        page.elements().forEach(one -> answer.withArray(member).add(masks.details(one.node())));
        answer.withArray(member);
        return page.end(answer, "nextToken");
    }

    private static Stream<Execution> executions(PipelineEngine engine, Optional<String> id, Place from)
            throws ServiceException, IOException {
        var named = Executions.named(engine, id);
        return named.isPresent()
                ? named.stream()
                : Executions.below(engine, from.execution() == Long.MAX_VALUE ? Long.MAX_VALUE : from.execution() + 1);
    }

    /** Where in the list of all details one is; counted from the oldest, so that newer ones change nothing. */
    private record Place(long execution, int index) {
        static final Place START = new Place(Long.MAX_VALUE, 0);

        static Place parse(String text) {
            var parts = text.split("/");
            if (parts.length != 2) {
                throw new IllegalArgumentException(text);
            }
            return new Place(Long.parseLong(parts[0]), Integer.parseInt(parts[1]));
        }

        boolean isBefore(Placed other) {
            var place = other.place();
            return place.execution < execution || (place.execution == execution && place.index < index);
        }

        @Override
        public String toString() {
            return execution + "/" + index;
        }
    }

    private record Placed(Place place, ObjectNode node) {}

    /** @param once the member of which every value is wanted once; empty for all */
    private static Stream<Placed> placed(PipelineState state, Execution execution, Details details, String once) {
        var nodes = new ArrayList<>(details.of(state, execution));
        if (!once.isEmpty()) {
            var seen = new HashSet<String>();
            nodes.removeIf(node -> !seen.add(
                    node.path("stageName").asText() + "/" + node.path(once).asText()));
        }
        Collections.reverse(nodes);
        var placed = new ArrayList<Placed>();
        for (int i = nodes.size() - 1; i >= 0; i--) {
            placed.add(new Placed(new Place(execution.start().number(), i), nodes.get(i)));
        }
        return placed.stream();
    }

    /** No provider here deploys to targets of its own, so a known action has none. */
    private static ObjectNode targets(Call call) throws ServiceException {
        Pages.place(call, Function.identity());
        var id = call.text("actionExecutionId");
        var names = call.optional("pipelineName");
        if (names.isPresent()) {
            call.pipeline("pipelineName");
        }
        var known = names.map(Stream::of)
                .orElseGet(() -> call.account().names().stream())
                .flatMap(name -> call.account().pipeline(name).stream())
                .flatMap(pipeline -> Executions.below(pipeline.engine(), Long.MAX_VALUE))
                .flatMap(execution -> execution.stages().values().stream())
                .flatMap(stage -> stage.actions().stream())
                .anyMatch(run -> run.id().equals(id));
        if (!known) {
            throw new ServiceException(
                    "ActionExecutionNotFoundException", "There is no action execution with id '" + id + "'");
        }
        var answer = object();
        answer.putArray("targets");
        return answer;
    }
}

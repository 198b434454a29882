package io.jenkins.plugins.stagegate.api;

import static io.jenkins.plugins.stagegate.api.Shapes.array;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.stagegate.decision.Execution;
import io.jenkins.plugins.stagegate.decision.ExecutionType;
import io.jenkins.plugins.stagegate.decision.PipelineState;
import io.jenkins.plugins.stagegate.decision.SourceRevision;
import io.jenkins.plugins.stagegate.model.Action;
import io.jenkins.plugins.stagegate.model.Stage;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an approval would bring: the revisions that the pipeline took after those of the execution behind the gate, up to the one
 * that may ship. Commits that no execution took are not among them.
 */
public final class Shipments {
    private static final int MOST = 50;

    private final PipelineState state;
    private final ExecutionFilter.Source executions;

    private Shipments(PipelineState state, ExecutionFilter.Source executions) {
        this.state = state;
        this.executions = executions;
    }

    /** Adds the changes to every approval that waits, and to each of its candidates. */
    public static void put(ObjectNode answer, PipelineState state, ExecutionFilter.Source executions)
            throws IOException {
        new Shipments(state, executions).put(answer);
    }

    private void put(ObjectNode answer) throws IOException {
        for (JsonNode stage : answer.path("stageStates")) {
            for (JsonNode action : stage.path("actionStates")) {
                if (action.path("latestExecution").has("token")) {
                    var stageName = stage.path("stageName").asText();
                    var behind = behind(stageName, action.path("actionName").asText());
                    if (behind.isPresent()) {
                        put((ObjectNode) action.path("latestExecution"), behind.get());
                    }
                }
            }
        }
    }

    private void put(ObjectNode run, Execution behind) throws IOException {
        var approval = (ObjectNode) run.path("approval");
        put(approval, run.path("pipelineExecutionId").asText(), behind);
        for (JsonNode candidate : approval.path("candidates")) {
            put((ObjectNode) candidate, candidate.path("pipelineExecutionId").asText(), behind);
        }
    }

    private void put(ObjectNode node, String execution, Execution behind) throws IOException {
        var ships = state.execution(execution);
        if (ships.isPresent()) {
            node.set("changes", array(changes(ships.get(), behind), Shapes::revision));
        }
    }

    /** The execution that succeeded last where the approval leads to: further on in its stage, or in the next one. */
    private Optional<Execution> behind(String stageName, String approval) {
        var stages = state.definition().map(definition -> definition.stages()).orElse(List.of());
        for (int index = 0; index < stages.size(); index++) {
            var stage = stages.get(index);
            if (stage.name().equals(stageName)) {
                boolean further = goesOn(stage, approval);
                return further || index + 1 == stages.size() ? lastIn(stage) : lastIn(stages.get(index + 1));
            }
        }
        return Optional.empty();
    }

    private Optional<Execution> lastIn(Stage stage) {
        return state.stage(stage.name()).lastSucceeded().flatMap(state::execution);
    }

    private static boolean goesOn(Stage stage, String approval) {
        int order = stage.action(approval).map(Action::runOrder).orElse(Integer.MAX_VALUE);
        return stage.actions().stream()
                .anyMatch(
                        action -> action.runOrder() > order && action.approval().isEmpty());
    }

    /** The newest first. Nothing if the gate leads back to something older. */
    private List<SourceRevision> changes(Execution ships, Execution behind) throws IOException {
        var found = new LinkedHashMap<Map.Entry<String, String>, SourceRevision>();
        boolean back = behind.start().type() == ExecutionType.STANDARD
                && behind.start().number() > ships.start().number();
        if (!back) {
            for (Execution one : executions.latest(ships.start().number() + 1, MOST)) {
                if (one.id().equals(behind.id()) || (!one.revisions().isEmpty() && sameAs(one, behind))) {
                    break;
                }
                one.revisions().stream()
                        .filter(revision -> !behind.revisions().contains(revision))
                        .forEach(revision -> found.putIfAbsent(Map.entry(revision.action(), revision.id()), revision));
            }
        }
        return List.copyOf(found.values());
    }

    private static boolean sameAs(Execution one, Execution other) {
        return one.revisions().stream()
                .map(SourceRevision::id)
                .toList()
                .equals(other.revisions().stream().map(SourceRevision::id).toList());
    }
}

package io.jenkins.plugins.stagegate.decision;

import io.jenkins.plugins.stagegate.model.Action;
import io.jenkins.plugins.stagegate.model.Gates;
import io.jenkins.plugins.stagegate.model.Pipeline;
import io.jenkins.plugins.stagegate.model.Stage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that is so of a pipeline: the aggregate.
 *
 * @param sequence of the last event
 * @param version of the newest definition; 0 before the first
 * @param definitions the newest and those that an execution here still runs with, by version
 * @param lineStops the switches that stop the line now, by id
 * @param gates those that are imposed on stages from outside the definition
 * @param stages what belongs to each stage that a definition ever named, by stage name
 * @param executions those that still move, and the one that each stage saw last; in the order of their starts
 * @param lastNumber the highest execution number so far
 * @param clientTokens the execution that each start token gave
 */
public record PipelineState(
        String name,
        long sequence,
        Instant created,
        Instant updated,
        int version,
        Map<Integer, Pipeline> definitions,
        Map<String, LineStop> lineStops,
        Gates gates,
        Map<String, StageState> stages,
        Map<String, Execution> executions,
        long lastNumber,
        Map<String, String> clientTokens) {
    public PipelineState {
        // A snapshot from before there were gates has none.
        gates = gates == null ? Gates.NONE : gates;
    }

    /** A pipeline to which nothing has happened yet. */
    public static PipelineState empty(String name) {
        return new PipelineState(
                name,
                0,
                Instant.EPOCH,
                Instant.EPOCH,
                0,
                Map.of(),
                Map.of(),
                Gates.NONE,
                Map.of(),
                Map.of(),
                0,
                Map.of());
    }

    /** The newest definition, if there is one. */
    public Optional<Pipeline> definition() {
        return Optional.ofNullable(definitions.get(version));
    }

    /** The definition that this execution runs with. */
    public Pipeline definitionOf(Execution execution) {
        return definitions.get(execution.start().version());
    }

    /**
     * The stage as this execution passes it: with the gates that it entered by, or those it would enter by now. Nothing if its
     * definition has no such stage, or is kept no more.
     */
    public Optional<Stage> stageOf(Execution execution, String stage) {
        return Optional.ofNullable(definitionOf(execution)).flatMap(definition -> definition
                .stage(stage)
                .map(declared -> Gates.before(declared, gatesOf(execution, stage, definition))));
    }

    /** The stage of the newest definition with the gates by which it was entered last, and those for the next entry. */
    public Stage shown(Stage declared) {
        var last = stage(declared.name())
                .latest()
                .flatMap(this::execution)
                .flatMap(execution -> execution.stage(declared.name()))
                .map(StageRun::gates)
                .orElse(List.of());
        var next = gates.of(definition().orElseThrow(), declared.name());
        return Gates.before(declared, Gates.joined(last, next));
    }

    private List<Action> gatesOf(Execution execution, String stage, Pipeline definition) {
        return execution.stage(stage).map(StageRun::gates).orElseGet(() -> gates.of(definition, stage));
    }

    /** The execution of that id, as long as the aggregate knows it. */
    public Optional<Execution> execution(String id) {
        return Optional.ofNullable(executions.get(id));
    }

    /** What belongs to that stage. */
    public StageState stage(String stage) {
        var known = stages.get(stage);
        return known == null ? StageState.fresh(stage) : known;
    }

    /** The executions in that stage. */
    public List<Execution> inside(String stage) {
        return executions.values().stream()
                .filter(execution -> execution.inside().filter(stage::equals).isPresent())
                .toList();
    }

    /** The executions in front of that stage, the first that came first. */
    public List<Execution> waitingBefore(String stage) {
        return executions.values().stream()
                .filter(execution -> execution
                        .waiting()
                        .filter(place -> place.stage().equals(stage))
                        .isPresent())
                .sorted(Comparator.comparingLong(
                        execution -> execution.waiting().orElseThrow().order()))
                .toList();
    }

    /**
     * What a source action took in the last execution before one, as far as that is remembered. Rollbacks take nothing.
     *
     * @param number of the execution
     */
    public Optional<SourceRevision> revisionBefore(long number, String action) {
        return executions.values().stream()
                .filter(execution -> execution.start().number() < number)
                .filter(execution -> execution.start().type() != ExecutionType.ROLLBACK)
                .sorted(Comparator.comparingLong(
                                (Execution execution) -> execution.start().number())
                        .reversed())
                .flatMap(execution -> execution.revisions().stream())
                .filter(revision -> revision.action().equals(action))
                .findFirst();
    }

    /** The revision that is behind an artifact: what its source action took, or else the only one that was taken. */
    public Optional<SourceRevision> revisionOf(Execution execution, String artifact) {
        var takers = definitionOf(execution).stages().stream()
                .flatMap(stage -> stage.actions().stream())
                .filter(action -> action.outputs().stream()
                        .anyMatch(output -> output.name().equals(artifact)))
                .map(Action::name)
                .toList();
        return execution.revisions().stream()
                .filter(revision -> takers.contains(revision.action())
                        || execution.revisions().size() == 1)
                .findFirst();
    }

    /** The go at an action with that id, with all that it belongs to. */
    public Optional<Located> locate(String actionExecution) {
        // What is asked for is mostly under way, and so among the last.
        return newestFirst(executions.values()).stream()
                .flatMap(execution -> newestFirst(execution.stages().values()).stream()
                        .flatMap(stage -> stage.actions().stream()
                                .filter(run -> run.id().equals(actionExecution))
                                .map(run -> new Located(execution, stage, run))))
                .findFirst();
    }

    private static <T> List<T> newestFirst(Collection<T> all) {
        var turned = new ArrayList<>(all);
        Collections.reverse(turned);
        return turned;
    }

    /** The go at an action that something happened to. */
    public Optional<Located> locate(Event.OfAction happened) {
        return execution(happened.execution())
                .flatMap(execution -> execution.stage(happened.stage()).flatMap(stage -> stage.actions().stream()
                        .filter(run -> run.id().equals(happened.actionExecution()))
                        .findFirst()
                        .map(run -> new Located(execution, stage, run))));
    }

    /** A go at an action, with all that it belongs to. */
    public record Located(Execution execution, StageRun stage, ActionRun run) {
        /** The declaration of the action. */
        public Action declaration(PipelineState state) {
            return state.stageOf(execution, stage.stage())
                    .flatMap(declared -> declared.action(run.action()))
                    .orElseThrow();
        }
    }

    PipelineState with(Execution execution) {
        return new PipelineState(
                name,
                sequence,
                created,
                updated,
                version,
                definitions,
                lineStops,
                gates,
                stages,
                Copies.with(executions, execution.id(), execution),
                lastNumber,
                clientTokens);
    }

    PipelineState withLineStops(Map<String, LineStop> stops) {
        return new PipelineState(
                name,
                sequence,
                created,
                updated,
                version,
                definitions,
                stops,
                gates,
                stages,
                executions,
                lastNumber,
                clientTokens);
    }

    PipelineState with(Gates imposed) {
        return new PipelineState(
                name,
                sequence,
                created,
                updated,
                version,
                definitions,
                lineStops,
                imposed,
                stages,
                executions,
                lastNumber,
                clientTokens);
    }

    PipelineState with(StageState stage) {
        return new PipelineState(
                name,
                sequence,
                created,
                updated,
                version,
                definitions,
                lineStops,
                gates,
                Copies.with(stages, stage.name(), stage),
                executions,
                lastNumber,
                clientTokens);
    }

    PipelineState at(long number, Instant at) {
        return new PipelineState(
                name,
                number,
                sequence == 0 ? at : created,
                at,
                version,
                definitions,
                lineStops,
                gates,
                stages,
                executions,
                lastNumber,
                clientTokens);
    }
}

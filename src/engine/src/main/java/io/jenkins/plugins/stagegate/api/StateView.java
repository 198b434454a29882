package io.jenkins.plugins.stagegate.api;

import static io.jenkins.plugins.stagegate.api.Shapes.array;
import static io.jenkins.plugins.stagegate.api.Shapes.object;
import static io.jenkins.plugins.stagegate.api.Shapes.put;
import static io.jenkins.plugins.stagegate.api.Shapes.time;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.stagegate.decision.ConditionRun;
import io.jenkins.plugins.stagegate.decision.Execution;
import io.jenkins.plugins.stagegate.decision.Hook;
import io.jenkins.plugins.stagegate.decision.LineStop;
import io.jenkins.plugins.stagegate.decision.PipelineState;
import io.jenkins.plugins.stagegate.decision.Place;
import io.jenkins.plugins.stagegate.decision.Retries;
import io.jenkins.plugins.stagegate.decision.SourceOverride;
import io.jenkins.plugins.stagegate.decision.StageRun;
import io.jenkins.plugins.stagegate.decision.Waiting;
import io.jenkins.plugins.stagegate.model.Action;
import io.jenkins.plugins.stagegate.model.ActionCategory;
import io.jenkins.plugins.stagegate.model.ApprovalSettings;
import io.jenkins.plugins.stagegate.model.Condition;
import io.jenkins.plugins.stagegate.model.Pipeline;
import io.jenkins.plugins.stagegate.model.Stage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** {@code GetPipelineState}'s output, with the additions that the view shows. */
public final class StateView {
    private final PipelineState state;
    private final Viewer viewer;
    private final Past past;

    private StateView(PipelineState state, Viewer viewer, Past past) {
        this.state = state;
        this.viewer = viewer;
        this.past = past;
    }

    /** The state as this viewer may see it. A pipeline without a definition has no stages. */
    public static ObjectNode of(PipelineState state, Viewer viewer) {
        return of(state, viewer, Past.of(state));
    }

    /**
     * The same, with the changes that gates show from further back than the state knows.
     *
     * @throws java.io.UncheckedIOException if the past cannot be read
     */
    public static ObjectNode of(PipelineState state, Viewer viewer, Past past) {
        return new StateView(state, viewer, past).pipeline();
    }

    private ObjectNode pipeline() {
        var node = object().put("pipelineName", state.name()).put("pipelineVersion", state.version());
        node.put("created", time(state.created())).put("updated", time(state.updated()));
        node.put("sequence", state.sequence());
        state.definition().ifPresent(definition -> {
            node.put("executionMode", definition.executionMode().name());
            node.set("variables", array(definition.variables(), variable -> {
                var one = object().put("name", variable.name());
                variable.defaultValue().ifPresent(value -> one.put("defaultValue", value));
                variable.description().ifPresent(value -> one.put("description", value));
                return one;
            }));
        });
        node.set("can", can());
        node.set("lineStops", array(state.lineStops().values(), StateView::lineStop));
        node.set("executions", array(state.executions().values(), this::execution));
        node.set("stageStates", array(stages(), declared -> stage(state.shown(declared))));
        return node;
    }

    private ObjectNode can() {
        return object().put("start", viewer.mayStart())
                .put("approve", viewer.mayApprove())
                .put("control", viewer.mayControl())
                .put("stop", viewer.mayControl())
                .put("retry", viewer.mayControl())
                .put("rollback", viewer.mayControl())
                .put("override", viewer.mayControl())
                .put("stopLine", viewer.mayControl());
    }

    private static ObjectNode lineStop(LineStop stop) {
        var node = object().put("id", stop.id())
                .put("scope", stop.scope())
                .put("reason", stop.reason())
                .put("by", stop.by())
                .put("since", time(stop.since()));
        stop.until().ifPresent(until -> node.put("until", time(until)));
        stop.exempt().forEach(node.putArray("exempt")::add);
        return node;
    }

    private ObjectNode execution(Execution execution) {
        var node = Shapes.summary(execution);
        node.put("type", execution.start().type().name());
        put(
                node,
                "url",
                viewer.executionUrl().apply(execution.id(), execution.start().number()));
        return node;
    }

    /** The stages of the newest definition, then those that only an execution with an older one still stands at. */
    private List<Stage> stages() {
        var stages = new LinkedHashMap<String, Stage>();
        state.definition().ifPresent(newest -> newest.stages().forEach(stage -> stages.put(stage.name(), stage)));
        for (Execution execution : state.executions().values()) {
            execution
                    .inside()
                    .or(() -> execution.waiting().map(Place.Before::stage))
                    .flatMap(state.definitionOf(execution)::stage)
                    .ifPresent(stage -> stages.putIfAbsent(stage.name(), stage));
        }
        return List.copyOf(stages.values());
    }

    /** The actions that the stage has by now, then those that only an execution with an older definition still has there. */
    private List<Action> actions(Stage stage) {
        var actions = new LinkedHashMap<String, Action>();
        stage.actions().forEach(action -> actions.put(action.name(), action));
        state.inside(stage.name()).stream()
                .filter(execution -> execution.start().version() != state.version())
                .flatMap(execution -> state.definitionOf(execution).stage(stage.name()).stream())
                .flatMap(older -> older.actions().stream())
                .forEach(action -> actions.putIfAbsent(action.name(), action));
        return List.copyOf(actions.values());
    }

    private ObjectNode stage(Stage stage) {
        var known = state.stage(stage.name());
        var node = object().put("stageName", stage.name());
        var waiting = state.waitingBefore(stage.name());
        waiting.stream()
                .reduce((first, last) -> last)
                .ifPresent(last -> node.set("inboundExecution", inStage(last, stage)));
        node.set("inboundExecutions", array(waiting, execution -> inStage(execution, stage)));
        node.set("inboundTransitionState", Shapes.transition(known.inbound()));
        node.set("outboundTransitionState", Shapes.transition(known.outbound()));
        var latest = known.latest().flatMap(state::execution);
        node.set("actionStates", array(actions(stage), action -> action(stage, action, latest)));
        latest.ifPresent(execution -> node.set("latestExecution", inStage(execution, stage)));
        node.set("executions", array(state.inside(stage.name()), execution -> inStage(execution, stage)));
        node.set("waiting", array(Waiting.at(state, stage.name()), StateView::waiting));
        latest.flatMap(execution -> execution.stage(stage.name())).ifPresent(run -> {
            retries(node, run);
            ConditionView.put(node, stage, run);
            conditionType(state.definitionOf(latest.get()), run)
                    .ifPresent(type -> node.put("overridable", type.name()));
        });
        node.put(
                "retryable",
                latest.filter(execution -> Retries.possible(state, execution, stage.name()))
                        .isPresent());
        return node;
    }

    /** The hook whose condition a person could override now. */
    private static Optional<Hook> conditionType(Pipeline definition, StageRun run) {
        return run.openCondition()
                .filter(open -> open.hook() != Hook.ON_FAILURE)
                .filter(open -> definition
                        .stage(run.stage())
                        .map(stage -> open.hook().conditions(stage).get(open.index()))
                        .filter(condition -> condition.result() != Condition.Result.SKIP)
                        .isPresent())
                .map(ConditionRun::hook);
    }

    private static void retries(ObjectNode node, StageRun run) {
        run.latestRetry().ifPresent(trigger -> {
            var retry = object();
            if (run.automaticRetries() > 0) {
                retry.put("autoStageRetryAttempt", run.automaticRetries());
            }
            if (run.manualRetries() > 0) {
                retry.put("manualStageRetryAttempt", run.manualRetries());
            }
            node.set("retryStageMetadata", retry.put("latestRetryTrigger", trigger.label()));
        });
    }

    /** {@code StageExecution}: the status is that in the stage; for one in front of it, that of the execution. */
    private static ObjectNode inStage(Execution execution, Stage stage) {
        boolean waits = execution
                .waiting()
                .filter(place -> place.stage().equals(stage.name()))
                .isPresent();
        var status = execution
                .stage(stage.name())
                .filter(run -> !waits)
                .map(run -> run.status().label())
                .orElse(execution.status().label());
        return object().put("pipelineExecutionId", execution.id())
                .put("status", status)
                .put("type", execution.start().type().name());
    }

    private static ObjectNode waiting(Waiting waiting) {
        var node = object().put("pipelineExecutionId", waiting.execution())
                .put("reason", waiting.reason().name())
                .put("sentence", waiting.sentence())
                .put("since", time(waiting.since()))
                .put("frees", waiting.frees());
        waiting.ahead().forEach(node.putArray("ahead")::add);
        node.set("details", Shapes.map(waiting.details()));
        return node;
    }

    private ObjectNode action(Stage stage, Action action, Optional<Execution> latest) {
        var node = object().put("actionName", action.name())
                .put("category", action.type().category().label())
                .put("provider", action.type().provider())
                .put("runOrder", action.runOrder());
        if (action.type().category() == ActionCategory.SOURCE && !SourceOverride.takesCommits(action)) {
            SourceOverride.types(action).forEach(node.putArray("revisionTypes")::add);
        }
        action.approval().flatMap(ApprovalSettings::imposedBy).ifPresent(by -> node.put("imposedBy", by));
        latest.flatMap(execution -> execution.revisions().stream()
                        .filter(revision -> revision.action().equals(action.name()))
                        .findFirst())
                .ifPresent(revision -> {
                    node.set(
                            "currentRevision",
                            object().put("revisionId", revision.id())
                                    .put("revisionChangeId", revision.id())
                                    .put("created", time(latest.orElseThrow().started())));
                    put(node, "revisionUrl", revision.url());
                });
        latest.flatMap(execution -> execution.stage(stage.name()).flatMap(run -> run.latest(action.name())
                        .map(go -> new PipelineState.Located(execution, run, go))))
                .ifPresent(found -> node.set("latestExecution", ActionView.latest(state, found, viewer, past)));
        return node;
    }
}

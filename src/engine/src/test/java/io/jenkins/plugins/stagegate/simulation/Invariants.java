package io.jenkins.plugins.stagegate.simulation;

import io.jenkins.plugins.stagegate.decision.ActionRun;
import io.jenkins.plugins.stagegate.decision.ActionStatus;
import io.jenkins.plugins.stagegate.decision.ApprovalRequest;
import io.jenkins.plugins.stagegate.decision.Command;
import io.jenkins.plugins.stagegate.decision.Decision;
import io.jenkins.plugins.stagegate.decision.Effect;
import io.jenkins.plugins.stagegate.decision.Effects;
import io.jenkins.plugins.stagegate.decision.Event;
import io.jenkins.plugins.stagegate.decision.Evolution;
import io.jenkins.plugins.stagegate.decision.Execution;
import io.jenkins.plugins.stagegate.decision.PipelineState;
import io.jenkins.plugins.stagegate.decision.Place;
import io.jenkins.plugins.stagegate.decision.Recorded;
import io.jenkins.plugins.stagegate.decision.Waiting;
import io.jenkins.plugins.stagegate.model.Artifact;
import io.jenkins.plugins.stagegate.model.ExecutionMode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What is always so, whatever happens. */
final class Invariants {
    private final Set<String> started = new HashSet<>();
    private final Set<String> taken = new HashSet<>();
    private final Map<String, Map<String, Artifact>> produced = new HashMap<>();
    private boolean parallel;

    void check(PipelineState before, Command command, Decision.Accepted accepted) {
        var state = before;
        for (Recorded recorded : accepted.events()) {
            check(state, command, recorded.event());
            state = Evolution.evolve(state, recorded);
        }
        parallel |= state.definition().orElseThrow().executionMode() == ExecutionMode.PARALLEL;
        oneExecutionAStage(state);
    }

    private void check(PipelineState before, Command command, Event happened) {
        if (happened instanceof Event.ExecutionStarted event) {
            event.inherited().ifPresent(from -> produced.put(event.execution(), new HashMap<>(from.artifacts())));
        } else if (happened instanceof Event.StageEntered event) {
            nothingPassesAClosedTransition(before, event);
            nothingPassesAStoppedLine(before, event);
            nobodyOvertakesInAQueue(before, command, event);
        } else if (happened instanceof Event.ActionStarted event) {
            require(started.add(event.actionExecution()), "an action started twice: " + event);
            event.inputs()
                    .forEach(artifact -> require(
                            artifact.equals(produced.get(event.execution()).get(artifact.name())),
                            "another artifact was taken in than was put out: " + event));
        } else if (happened instanceof Event.JobAcknowledged event) {
            require(taken.add(event.job()), "two workers have a job: " + event);
        } else if (happened instanceof Event.ActionSucceeded event) {
            var artifacts = produced.computeIfAbsent(event.execution(), id -> new HashMap<>());
            event.outcome().artifacts().forEach(artifact -> artifacts.put(artifact.name(), artifact));
        } else if (happened instanceof Event.StageSucceeded event) {
            nothingPassesAnUnapprovedGate(before, event);
        }
    }

    private static void nothingPassesAClosedTransition(PipelineState before, Event.StageEntered event) {
        var definition = before.definitionOf(before.execution(event.execution()).orElseThrow());
        require(before.stage(event.stage()).inbound().enabled(), "passed a closed inbound transition: " + event);
        require(
                definition
                        .before(event.stage())
                        .map(stage -> before.stage(stage.name()).outbound().enabled())
                        .orElse(true),
                "passed a closed outbound transition: " + event);
    }

    private static void nothingPassesAStoppedLine(PipelineState before, Event.StageEntered event) {
        var execution = before.execution(event.execution()).orElseThrow();
        boolean first = before.definitionOf(execution).before(event.stage()).isEmpty();
        boolean forced = execution.waiting().filter(Place.Before::forced).isPresent();
        require(
                first
                        || forced
                        || before.lineStops().values().stream()
                                .allMatch(stop -> stop.exempt().contains(event.stage())),
                "passed a stopped line: " + event);
    }

    /** A person may choose a later one at a gate that offers; nobody else goes before one who came first. */
    private static void nobodyOvertakesInAQueue(PipelineState before, Command command, Event.StageEntered event) {
        boolean chosen = command instanceof Command.DecideApproval decision
                && decision.chosen().filter(event.execution()::equals).isPresent();
        if (!chosen && before.definition().orElseThrow().executionMode() == ExecutionMode.QUEUED) {
            require(
                    before.waitingBefore(event.stage()).get(0).id().equals(event.execution()),
                    "overtook in a queue: " + event);
        }
    }

    private static void nothingPassesAnUnapprovedGate(PipelineState before, Event.StageSucceeded event) {
        var execution = before.execution(event.execution()).orElseThrow();
        var stage = execution.stages().get(event.stage());
        before.definitionOf(execution).stage(event.stage()).orElseThrow().actions().stream()
                .filter(action -> action.approval().isPresent())
                .forEach(action -> {
                    var run = stage.current(action.name());
                    long people = run.flatMap(ActionRun::approval).stream()
                            .flatMap(request -> request.given().stream())
                            .map(ApprovalRequest.Given::by)
                            .distinct()
                            .count();
                    require(
                            run.filter(go -> go.status() == ActionStatus.SUCCEEDED)
                                            .isPresent()
                                    && people >= action.approval().orElseThrow().required(),
                            "passed a gate that was not approved: " + event);
                });
    }

    private void oneExecutionAStage(PipelineState state) {
        if (!parallel) {
            state.stages()
                    .keySet()
                    .forEach(stage -> require(state.inside(stage).size() <= 1, "several executions in stage " + stage));
        }
    }

    void nothingOwedIsLost(PipelineState state, Map<String, Effect> running) {
        var owed = Effects.owed(state).stream().map(Effect::actionExecution).collect(Collectors.toSet());
        require(owed.equals(running.keySet()), "owed is " + owed + ", but the host has " + running.keySet());
    }

    /** Whoever moves has work under way, or a reason that can be told and something that frees them. */
    void nobodyIsStuck(PipelineState state) {
        var waiting = state.stages().keySet().stream()
                .flatMap(stage -> Waiting.at(state, stage).stream())
                .map(Waiting::execution)
                .collect(Collectors.toSet());
        for (Execution execution : state.executions().values()) {
            boolean works = execution.inside().isPresent()
                    && execution.stages().get(execution.inside().get()).busy();
            require(
                    !execution.status().active() || works || waiting.contains(execution.id()),
                    "execution #" + execution.start().number() + " is " + execution.status() + " at "
                            + execution.place() + ", and nothing moves it");
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}

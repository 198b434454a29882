package io.jenkins.plugins.stagegate.decision;

import io.jenkins.plugins.stagegate.model.Artifact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One change travelling through the pipeline.
 *
 * @param start how it began: id, number, definition version, trigger, variables
 * @param summary why it ended as it did, for people; empty while it goes well
 * @param stages its passage through each stage that it entered, by stage name
 * @param artifacts what its actions put out so far, by artifact name
 * @param outputVariables what its actions made known so far, by namespace, then by key
 */
public record Execution(
        Event.ExecutionStarted start,
        Instant started,
        Instant updated,
        ExecutionStatus status,
        String summary,
        Place place,
        Map<String, StageRun> stages,
        Map<String, Artifact> artifacts,
        Map<String, Map<String, String>> outputVariables,
        List<SourceRevision> revisions,
        Optional<StopRequest> stop) {

    static Execution begin(Event.ExecutionStarted start, Instant at) {
        return new Execution(
                start,
                at,
                at,
                ExecutionStatus.IN_PROGRESS,
                "",
                Place.OFF,
                Map.of(),
                start.inherited().map(Inheritance::artifacts).orElse(Map.of()),
                start.inherited().map(Inheritance::outputVariables).orElse(Map.of()),
                start.inherited().map(Inheritance::revisions).orElse(List.of()),
                Optional.empty());
    }

    /** Its id. */
    public String id() {
        return start.execution();
    }

    /** Its passage through that stage, if it ever entered it. */
    public Optional<StageRun> stage(String name) {
        return Optional.ofNullable(stages.get(name));
    }

    /** The go at the execution, from 1: one more with each retry of a stage. */
    public int attempt() {
        return 1 + stages.values().stream().mapToInt(StageRun::retries).sum();
    }

    /** The stage that it holds, if any. */
    public Optional<String> inside() {
        return place instanceof Place.Inside inside ? Optional.of(inside.stage()) : Optional.empty();
    }

    /** Where it waits, if it stands in front of a stage. */
    public Optional<Place.Before> waiting() {
        return place instanceof Place.Before before ? Optional.of(before) : Optional.empty();
    }

    Execution at(Place next, Instant at) {
        return new Execution(
                start, started, at, status, summary, next, stages, artifacts, outputVariables, revisions, stop);
    }

    Execution with(ExecutionStatus next, String why, Instant at) {
        return new Execution(start, started, at, next, why, place, stages, artifacts, outputVariables, revisions, stop);
    }

    Execution with(StageRun run, Instant at) {
        return new Execution(
                start,
                started,
                at,
                status,
                summary,
                place,
                Copies.with(stages, run.stage(), run),
                artifacts,
                outputVariables,
                revisions,
                stop);
    }

    Execution with(Optional<StopRequest> request, Instant at) {
        return new Execution(
                start, started, at, status, summary, place, stages, artifacts, outputVariables, revisions, request);
    }

    Execution with(ActionOutcome outcome, Optional<String> namespace, Instant at) {
        var products = Copies.changed(artifacts, all -> {
            outcome.artifacts().forEach(artifact -> all.put(artifact.name(), artifact));
            return all;
        });
        var variables = namespace
                .map(name -> Copies.with(outputVariables, name, outcome.variables()))
                .orElse(outputVariables);
        return new Execution(
                start,
                started,
                at,
                status,
                summary,
                place,
                stages,
                products,
                variables,
                merge(revisions, outcome.revision()),
                stop);
    }

    private static List<SourceRevision> merge(List<SourceRevision> known, Optional<SourceRevision> more) {
        if (more.isEmpty()) {
            return known;
        }
        var merged = new ArrayList<>(known);
        merged.removeIf(one -> one.action().equals(more.get().action()));
        merged.add(more.get());
        return List.copyOf(merged);
    }
}

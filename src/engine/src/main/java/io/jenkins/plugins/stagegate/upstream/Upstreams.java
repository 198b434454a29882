package io.jenkins.plugins.stagegate.upstream;

import io.jenkins.plugins.stagegate.decision.SourceOverride;
import io.jenkins.plugins.stagegate.model.ActionType;
import io.jenkins.plugins.stagegate.model.Pipeline;
import io.jenkins.plugins.stagegate.model.Trigger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The pipelines whose success starts others. */
public final class Upstreams {
    private Upstreams() {}

    /** The names in the triggers of a pipeline, as they stand there. */
    public static List<String> of(Optional<Pipeline> definition) {
        return definition.stream()
                .flatMap(pipeline -> pipeline.triggers().stream())
                .filter(Trigger.PipelineSuccess.class::isInstance)
                .map(trigger -> ((Trigger.PipelineSuccess) trigger).pipeline())
                .distinct()
                .toList();
    }

    /**
     * Says how the pipeline's own success would start it again.
     *
     * @param definitions by name; empty for one that is not known
     * @return empty if it would not
     */
    public static Optional<String> circle(String pipeline, Function<String, Optional<Pipeline>> definitions) {
        Map<String, String> starts = new LinkedHashMap<>();
        Deque<String> open = new ArrayDeque<>(List.of(pipeline));
        var done = new HashSet<String>();
        while (!open.isEmpty()) {
            var name = open.remove();
            if (done.add(name)) {
                for (String upstream : of(definitions.apply(name))) {
                    starts.putIfAbsent(upstream, name);
                    open.add(upstream);
                }
            }
        }
        return Optional.ofNullable(starts.get(pipeline)).map(first -> way(pipeline, first, starts));
    }

    private static String way(String pipeline, String first, Map<String, String> starts) {
        var way = new StringBuilder(pipeline);
        for (String name = first; !name.equals(pipeline); name = starts.get(name)) {
            way.append(" -> ").append(name);
        }
        return "Pipelines that start each other would never end: " + way + " -> " + pipeline
                + ". Take one of the triggers away.";
    }

    /**
     * What makes the source actions that take from the released pipeline take from that release.
     *
     * @param name what the definition calls that pipeline
     */
    public static List<SourceOverride> overrides(Optional<Pipeline> definition, String name, PipelineRelease release) {
        return definition.stream()
                .flatMap(pipeline -> pipeline.stages().get(0).actions().stream())
                .filter(action -> action.type().provider().equals(ActionType.PIPELINE)
                        && name.equals(action.configuration().get("pipeline")))
                .map(action -> new SourceOverride(
                        action.name(),
                        PipelineRelease.REVISION_TYPE,
                        release.execution().id()))
                .toList();
    }

    /** The client's token with which a release starts a pipeline at most once. */
    public static String token(PipelineRelease release) {
        return "release-" + release.execution().id();
    }
}

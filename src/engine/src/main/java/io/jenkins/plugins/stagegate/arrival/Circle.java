package io.jenkins.plugins.stagegate.arrival;

import io.jenkins.plugins.stagegate.model.Trigger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Pipelines that start each other, and would never come to an end. */
final class Circle {
    private Circle() {}

    /** Says how the pipeline's own success would start it again; empty if it would not. */
    static Optional<String> of(TriggeredPipeline pipeline) {
        Map<String, String> starts = new LinkedHashMap<>();
        Deque<TriggeredPipeline> open = new ArrayDeque<>(List.of(pipeline));
        var done = new HashSet<String>();
        while (!open.isEmpty()) {
            var next = open.remove();
            var name = name(next);
            if (done.add(name)) {
                for (TriggeredPipeline upstream : upstreams(next)) {
                    starts.putIfAbsent(name(upstream), name);
                    open.add(upstream);
                }
            }
        }
        var own = name(pipeline);
        return Optional.ofNullable(starts.get(own)).map(first -> way(own, first, starts));
    }

    private static String name(TriggeredPipeline pipeline) {
        return pipeline.engine().state().name();
    }

    private static List<? extends TriggeredPipeline> upstreams(TriggeredPipeline pipeline) {
        return pipeline.definition().stream()
                .flatMap(found -> found.triggers().stream())
                .filter(Trigger.PipelineSuccess.class::isInstance)
                .map(trigger -> ((Trigger.PipelineSuccess) trigger).pipeline())
                .flatMap(name -> pipeline.upstream(name).stream())
                .toList();
    }

    private static String way(String own, String first, Map<String, String> starts) {
        var way = new StringBuilder(own);
        for (String name = first; !name.equals(own); name = starts.get(name)) {
            way.append(" -> ").append(name);
        }
        return "Pipelines that start each other would never come to an end: " + way + " -> " + own
                + ". Take one of the triggers away.";
    }
}

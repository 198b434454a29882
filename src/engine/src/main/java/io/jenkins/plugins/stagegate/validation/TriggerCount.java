package io.jenkins.plugins.stagegate.validation;

import io.jenkins.plugins.stagegate.model.Pipeline;
import io.jenkins.plugins.stagegate.model.Trigger;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How many triggers a pipeline has as CodePipeline counts them: what is about pushes and pull requests of one source action is
 * one, with up to three filters of each kind.
 */
final class TriggerCount {
    private static final int FILTERS = 3;

    private TriggerCount() {}

    static int of(Pipeline pipeline) {
        var bySource = pipeline.triggers().stream()
                .filter(TriggerCount::isFilter)
                .collect(Collectors.groupingBy(trigger -> source(trigger, pipeline)));
        int others = Math.toIntExact(pipeline.triggers().stream()
                .filter(trigger -> !isFilter(trigger))
                .count());
        return others + bySource.values().stream().mapToInt(TriggerCount::of).sum();
    }

    private static boolean isFilter(Trigger trigger) {
        return trigger instanceof Trigger.Push || trigger instanceof Trigger.PullRequest;
    }

    /** One that names no source action is about the only one. */
    private static Optional<String> source(Trigger trigger, Pipeline pipeline) {
        var sources = pipeline.stages().stream().findFirst().map(stage -> stage.actions());
        return trigger.sourceAction().or(() -> sources.filter(all -> all.size() == 1)
                .map(all -> all.get(0).name()));
    }

    private static int of(List<Trigger> ofOneSource) {
        int pushes = Math.toIntExact(
                ofOneSource.stream().filter(Trigger.Push.class::isInstance).count());
        int most = Math.max(pushes, ofOneSource.size() - pushes);
        return (most + FILTERS - 1) / FILTERS;
    }
}

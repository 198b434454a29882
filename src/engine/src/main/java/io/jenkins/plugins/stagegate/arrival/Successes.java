package io.jenkins.plugins.stagegate.arrival;

import io.jenkins.plugins.stagegate.decision.SourceOverride;
import io.jenkins.plugins.stagegate.decision.StartTrigger;
import io.jenkins.plugins.stagegate.model.ActionType;
import io.jenkins.plugins.stagegate.model.Pipeline;
import io.jenkins.plugins.stagegate.model.Trigger;
import io.jenkins.plugins.stagegate.trigger.TriggerText;
import io.jenkins.plugins.stagegate.upstream.PipelineRelease;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Starts a pipeline when one that it names has succeeded. */
final class Successes {
    private static final String NUMBER = "number";

    private final TriggeredPipeline pipeline;
    private final TriggerFolder folder;
    private final Starts starts;

    Successes(TriggeredPipeline pipeline, TriggerFolder folder, Starts starts) {
        this.pipeline = pipeline;
        this.folder = folder;
        this.starts = starts;
    }

    /**
     * Starts an execution if the other pipeline has a newer success than at the last look. The first look only notes it.
     *
     * @throws NotStartedException if it cannot start
     */
    void look(Trigger.PipelineSuccess trigger) throws NotStartedException, IOException {
        var other = pipeline.upstream(trigger.pipeline());
        if (other.isEmpty()) {
            return;
        }
        var key = TriggerText.of(trigger);
        var seen = folder.seen(key).map(known -> Long.parseLong(known.get(NUMBER)));
        var newest = PipelineRelease.newest(other.get().engine(), seen.orElse(0L));
        if (seen.isEmpty()) {
            see(key, newest);
        } else if (newest.isPresent()) {
            follow(trigger, newest.get(), key);
        }
    }

    private void follow(Trigger.PipelineSuccess trigger, PipelineRelease release, String key)
            throws NotStartedException, IOException {
        try {
            pipeline.refresh();
            var circle = Circle.of(pipeline);
            if (circle.isPresent()) {
                throw NotStartedException.forGood(circle.get());
            }
            var start = new Start(
                    "release-" + release.execution().id(),
                    new StartTrigger("StartPipelineExecution", "pipeline " + release, ""),
                    "",
                    overrides(trigger, release));
            // What was seen is noted after the start: a crash in between finds it once more, and it starts nothing
            // twice.
            if (starts.start(start).isPresent()) {
                see(key, Optional.of(release));
            }
        } catch (NotStartedException e) {
            if (!e.passing()) {
                see(key, Optional.of(release));
            }
            throw e;
        }
    }

    /** The source actions that take from the other pipeline take from that release. */
    private List<SourceOverride> overrides(Trigger.PipelineSuccess trigger, PipelineRelease release) {
        return pipeline.definition().stream()
                .map(Pipeline::stages)
                .flatMap(stages -> stages.get(0).actions().stream())
                .filter(action -> action.type().provider().equals(ActionType.PIPELINE)
                        && trigger.pipeline().equals(action.configuration().get("pipeline")))
                .map(action -> new SourceOverride(
                        action.name(),
                        PipelineRelease.REVISION_TYPE,
                        release.execution().id()))
                .toList();
    }

    private void see(String key, Optional<PipelineRelease> release) throws IOException {
        var number = release.map(found -> found.execution().start().number()).orElse(0L);
        folder.see(key, Map.of(NUMBER, String.valueOf(number)));
    }
}

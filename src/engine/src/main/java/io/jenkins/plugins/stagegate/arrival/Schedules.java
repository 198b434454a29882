package io.jenkins.plugins.stagegate.arrival;

import io.jenkins.plugins.stagegate.decision.StartTrigger;
import io.jenkins.plugins.stagegate.model.Trigger;
import io.jenkins.plugins.stagegate.trigger.ScheduleTimes;
import io.jenkins.plugins.stagegate.trigger.TriggerText;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Starts what is due by the clock. */
final class Schedules {
    /** Who was away for longer at the time of a schedule does not make up for it. */
    static final Duration LATE = Duration.ofHours(1);

    private final TriggeredPipeline pipeline;
    private final TriggerFolder folder;
    private final Starts starts;

    Schedules(TriggeredPipeline pipeline, TriggerFolder folder, Starts starts) {
        this.pipeline = pipeline;
        this.folder = folder;
        this.starts = starts;
    }

    /**
     * Starts what is due.
     *
     * @throws NotStartedException if something could not be started
     */
    void tick(Trigger.Schedule schedule, Instant now) throws NotStartedException, IOException {
        var key = TriggerText.of(schedule);
        var looked = folder.looked(key);
        var soonest = now.minus(LATE);
        var due = looked.map(last -> last.isBefore(soonest) ? soonest : last)
                .flatMap(last -> ScheduleTimes.next(schedule, last))
                .filter(next -> !next.isAfter(now));
        if (due.isEmpty()) {
            if (looked.isEmpty()) {
                see(key, now);
            }
            return;
        }
        try {
            pipeline.refresh();
            var start = new Start(
                    Judge.token(key + due.get()), new StartTrigger("CloudWatchEvent", key, ""), "", List.of());
            if (starts.start(start).isPresent()) {
                see(key, now);
            }
        } catch (NotStartedException e) {
            // What may start a little later is still due then.
            if (!e.passing()) {
                see(key, now);
            }
            throw e;
        }
    }

    private void see(String key, Instant now) throws IOException {
        folder.see(key, Map.of("at", now.toString()));
    }
}

package io.jenkins.plugins.stagegate.arrival;

import io.jenkins.plugins.stagegate.model.Trigger;
import io.jenkins.plugins.stagegate.source.SourceException;
import io.jenkins.plugins.stagegate.trigger.Delivery;
import io.jenkins.plugins.stagegate.trigger.Provider;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** Finds what no hook told of, by asking repositories for their newest commits. */
final class Looking {
    private final TriggeredPipeline pipeline;
    private final TriggerFolder folder;

    Looking(TriggeredPipeline pipeline, TriggerFolder folder) {
        this.pipeline = pipeline;
        this.folder = folder;
    }

    /**
     * Looks whether repositories have other commits than when they were last looked at. The first look only notes what is there.
     *
     * @throws SourceException if a repository cannot be asked; the others have been
     */
    void look(Instant now) throws SourceException, IOException {
        Optional<SourceException> problem = Optional.empty();
        for (Watched watched : pipeline.watched()) {
            try {
                if (watched.readable() && watched.name().isEmpty() && wanted(watched)) {
                    look(watched, now);
                }
            } catch (SourceException e) {
                problem = Optional.of(e);
            }
        }
        if (problem.isPresent()) {
            throw problem.get();
        }
    }

    private boolean wanted(Watched watched) {
        return pipeline.definition().map(found -> found.triggers()).orElse(List.of()).stream()
                .anyMatch(one -> one instanceof Trigger.Push && watched.concerns(one));
    }

    private void look(Watched watched, Instant now) throws SourceException, IOException {
        var heads = pipeline.git().heads(watched.address());
        var all = new TreeMap<String, String>();
        heads.branches().forEach((name, commit) -> all.put("branch " + name, commit));
        heads.tags().forEach((name, commit) -> all.put("tag " + name, commit));
        var before = folder.seen(watched.key());
        if (before.isPresent()) {
            for (var entry : all.entrySet()) {
                var old = Optional.ofNullable(before.get().get(entry.getKey()));
                if (!old.equals(Optional.of(entry.getValue()))) {
                    var body = Found.body(watched.called(), entry.getKey(), old, entry.getValue());
                    var delivery = new Delivery(Provider.GENERIC, Map.of(), body);
                    folder.put(Arrival.byLooking(delivery, UUID.randomUUID().toString(), now));
                }
            }
        }
        if (!before.equals(Optional.of(all))) {
            // After the deliveries: a crash in between finds them once more, and they start nothing twice.
            folder.see(watched.key(), all);
        }
    }
}

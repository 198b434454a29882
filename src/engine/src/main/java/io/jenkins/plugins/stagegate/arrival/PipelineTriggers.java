package io.jenkins.plugins.stagegate.arrival;

import io.jenkins.plugins.stagegate.model.Trigger;
import io.jenkins.plugins.stagegate.source.SourceException;
import io.jenkins.plugins.stagegate.trigger.Heard;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Starts one pipeline by its triggers. Each method does one step and returns; who calls them, and when, is the host's matter. The
 * same commit on the same branch or tag starts one execution, however often and by whatever way it is heard of.
 *
 * <p>Of {@link #work}, {@link #look} and {@link #tick} one is called at a time; the others may be called by any thread.
 */
public final class PipelineTriggers {
    private final TriggeredPipeline pipeline;
    private final TriggerFolder folder;
    private final Deliveries deliveries;
    private final Looking looking;
    private final FileLooking files;
    private final Schedules schedules;
    private final Successes successes;

    /** Triggers that do nothing yet. */
    public PipelineTriggers(TriggeredPipeline pipeline, TriggerFolder folder) {
        var starts = new Starts(pipeline);
        this.pipeline = pipeline;
        this.folder = folder;
        this.deliveries = new Deliveries(pipeline, folder, starts);
        this.looking = new Looking(pipeline, folder);
        this.files = new FileLooking(pipeline, folder, starts);
        this.schedules = new Schedules(pipeline, folder, starts);
        this.successes = new Successes(pipeline, folder, starts);
    }

    /** Learns what the definition says by now; as long as it is not in order, what it said before counts. */
    public void renew() throws IOException {
        try {
            pipeline.refresh();
        } catch (NotStartedException e) {
            // Who starts an execution, or sends a delivery, is told.
        }
    }

    /** What became of deliveries. */
    public TriggerFolder folder() {
        return folder;
    }

    /** Whether a source action takes the repository that the delivery is about, by its address. */
    public boolean concerns(Heard heard) {
        return pipeline.watched().stream()
                .anyMatch(one ->
                        one.name().isEmpty() && heard.isAbout(one.address().url()));
    }

    /**
     * Takes a delivery in; when this returns, it is on disk.
     *
     * @return false if it has come before
     */
    public boolean arrive(Arrival arrival) throws IOException {
        return folder.put(arrival);
    }

    /**
     * Notes what became of a call of a webhook that does not wait to be dealt with.
     *
     * @param arn the webhook's long name
     */
    public void note(String arn, Instant at, boolean fires, String verdict) throws IOException {
        var outcome = new Outcome(webhook(arn), fires, verdict);
        folder.note(UUID.randomUUID().toString(), Arrival.WEBHOOK, at, List.of(outcome));
    }

    /** A webhook in the words of those who look at deliveries. */
    static String webhook(String arn) {
        return "webhook " + arn.substring(arn.lastIndexOf(':') + 1);
    }

    /**
     * Deals with the deliveries that wait. One whose repository does not answer goes on waiting.
     *
     * @return whether one waits for an execution that is about to start, so that it is worth coming back soon
     */
    public boolean work(Instant now) throws IOException {
        return deliveries.work(now);
    }

    /**
     * Looks whether repositories have other commits than when they were last looked at, and folders, images and objects other
     * revisions; finds what no hook told of. The first look only notes what is there.
     *
     * @throws SourceException if something cannot be asked; the others have been
     */
    public void look(Instant now) throws SourceException, IOException {
        try {
            looking.look(now);
        } finally {
            lookAtFiles(now);
        }
    }

    private void lookAtFiles(Instant now) throws SourceException, IOException {
        try {
            files.look(now);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Starts what is due by the clock, or because another pipeline has succeeded.
     *
     * @throws NotStartedException if something could not be started; the others were
     */
    public void tick(Instant now) throws NotStartedException, IOException {
        Optional<NotStartedException> problem = Optional.empty();
        for (Trigger trigger :
                pipeline.definition().map(found -> found.triggers()).orElse(List.of())) {
            try {
                if (trigger instanceof Trigger.Schedule schedule) {
                    schedules.tick(schedule, now);
                } else if (trigger instanceof Trigger.PipelineSuccess success) {
                    successes.look(success);
                }
            } catch (NotStartedException e) {
                problem = Optional.of(e);
            }
        }
        if (problem.isPresent()) {
            throw problem.get();
        }
    }
}

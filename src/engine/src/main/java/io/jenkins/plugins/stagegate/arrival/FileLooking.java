package io.jenkins.plugins.stagegate.arrival;

import io.jenkins.plugins.stagegate.decision.StartTrigger;
import io.jenkins.plugins.stagegate.model.Action;
import io.jenkins.plugins.stagegate.model.ActionCategory;
import io.jenkins.plugins.stagegate.model.Trigger;
import io.jenkins.plugins.stagegate.model.Trigger.Patterns;
import io.jenkins.plugins.stagegate.source.FileSource;
import io.jenkins.plugins.stagegate.source.SourceException;
import io.jenkins.plugins.stagegate.trigger.TriggerText;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Finds new revisions of what is no repository: folders, images, objects. Nobody tells of them, and they have no branches; a
 * {@code push} without filters is about them.
 */
final class FileLooking {
    private final TriggeredPipeline pipeline;
    private final TriggerFolder folder;
    private final Starts starts;

    FileLooking(TriggeredPipeline pipeline, TriggerFolder folder, Starts starts) {
        this.pipeline = pipeline;
        this.folder = folder;
        this.starts = starts;
    }

    /**
     * Looks whether something else is newest than when it was last looked at. The first look only notes what is there.
     *
     * @throws SourceException if something cannot be looked at; the others have been
     */
    void look(Instant now) throws SourceException, IOException, InterruptedException {
        Optional<SourceException> problem = Optional.empty();
        for (Trigger trigger :
                pipeline.definition().map(found -> found.triggers()).orElse(List.of())) {
            for (Action action : sources(trigger)) {
                try {
                    var source = pipeline.files(action);
                    if (source.isPresent()) {
                        look(trigger, action, source.get(), now);
                    }
                } catch (SourceException e) {
                    problem = Optional.of(e);
                }
            }
        }
        if (problem.isPresent()) {
            throw problem.get();
        }
    }

    private List<Action> sources(Trigger trigger) {
        boolean any = trigger instanceof Trigger.Push push
                && push.branches().equals(Patterns.ANY)
                && push.tags().equals(Patterns.ANY)
                && push.filePaths().equals(Patterns.ANY);
        return !any
                ? List.of()
                : pipeline.definition().orElseThrow().stages().get(0).actions().stream()
                        .filter(action -> action.type().category() == ActionCategory.SOURCE)
                        .filter(action -> trigger.sourceAction()
                                .map(action.name()::equals)
                                .orElse(true))
                        .toList();
    }

    private void look(Trigger trigger, Action action, FileSource source, Instant now)
            throws SourceException, IOException, InterruptedException {
        var newest = source.newest();
        var key = "newest of " + action.name() + " at " + action.configuration();
        var before = folder.seen(key);
        if (before.filter(seen -> newest.id().equals(seen.get("id"))).isPresent()) {
            return;
        }
        // Counted, since what was there before may come again: a tag that is put back is news, too.
        long count = before.map(seen -> Long.parseLong(seen.get("count"))).orElse(0L) + 1;
        if (before.isPresent()) {
            var override = newest.override(action.name()).stream().toList();
            var start = new Start(
                    Judge.token(key + "\n" + count + "\n" + newest.id()),
                    new StartTrigger("PollForSourceChanges", newest.summary() + " " + shortened(newest.id()), ""),
                    "",
                    override);
            var verdict = verdict(start);
            if (verdict.isEmpty()) {
                return; // It is looked at again, and the same start is asked for.
            }
            folder.note(
                    UUID.randomUUID().toString(),
                    Arrival.POLL,
                    now,
                    List.of(new Outcome(
                            TriggerText.of(trigger),
                            verdict.get().started(),
                            verdict.get().text() + ": " + newest.summary() + " is " + shortened(newest.id())
                                    + " now")));
        }
        // After the start: a crash in between asks for the same start once more.
        folder.see(key, Map.of("id", newest.id(), "count", String.valueOf(count)));
    }

    private record Verdict(boolean started, String text) {}

    /** Empty if it is worth coming back. */
    private Optional<Verdict> verdict(Start start) throws IOException {
        try {
            pipeline.refresh();
            return starts.start(start).map(text -> new Verdict(true, text));
        } catch (NotStartedException e) {
            return e.passing() ? Optional.empty() : Optional.of(new Verdict(false, e.getMessage()));
        }
    }

    private static String shortened(String id) {
        return id.length() > 19 ? id.substring(0, 19) : id;
    }
}

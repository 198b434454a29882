package io.jenkins.plugins.stagegate.local.host;

import io.jenkins.plugins.stagegate.artifact.ArtifactStore;
import io.jenkins.plugins.stagegate.decision.ActionRun;
import io.jenkins.plugins.stagegate.decision.Event;
import io.jenkins.plugins.stagegate.decision.Execution;
import io.jenkins.plugins.stagegate.decision.PipelineState;
import io.jenkins.plugins.stagegate.decision.Recorded;
import io.jenkins.plugins.stagegate.model.Artifact;
import io.jenkins.plugins.stagegate.runtime.PipelineEngine;
import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * Throws away logs, work folders and artifacts of executions that are old: neither among the newest ones, nor under way, nor
 * shown by a stage, nor the last that succeeded in one. What any of those needs stays, whoever made it. The history itself
 * stays whole.
 */
public final class Housekeeping implements Watcher {
    private static final Logger LOGGER = Logger.getLogger(Housekeeping.class.getName());
    private static final int PIECE = 20;
    private static final Set<Class<? extends Event>> ENDS = Set.of(
            Event.ExecutionSucceeded.class,
            Event.ExecutionFailed.class,
            Event.ExecutionStopped.class,
            Event.ExecutionSuperseded.class);

    private final PipelineEngine engine;
    private final ActionFolders folders;
    private final ArtifactStore store;
    private final int kept;
    private final Executor executor;

    /**
     * @param kept how many of the newest executions are kept
     * @param executor sweeps after each end of an execution
     */
    public Housekeeping(
            PipelineEngine engine, ActionFolders folders, ArtifactStore store, int kept, Executor executor) {
        this.engine = engine;
        this.folders = folders;
        this.store = store;
        this.kept = kept;
        this.executor = executor;
    }

    @Override
    public void happened(Recorded recorded, PipelineState after) {
        if (ENDS.contains(recorded.event().getClass())) {
            executor.execute(this::sweep);
        }
    }

    /** Sweeps until it comes to where it has swept before. A file that cannot be deleted is for the next time. */
    public void sweep() {
        try {
            var newest = engine.latest(Long.MAX_VALUE, kept);
            if (newest.size() == kept) {
                sweepBelow(newest);
            }
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "Old executions cannot be thrown away", e);
        }
    }

    private void sweepBelow(List<Execution> newest) throws IOException {
        var state = engine.state().executions();
        var needed = digests(Stream.concat(newest.stream(), state.values().stream()));
        long below = newest.get(newest.size() - 1).start().number();
        boolean found;
        do {
            var piece = engine.latest(below, PIECE);
            found = false;
            for (Execution old : piece) {
                found |= !state.containsKey(old.id()) && throwAway(old, needed);
                below = old.start().number();
            }
        } while (found);
    }

    /** Tells whether there was anything. */
    private boolean throwAway(Execution old, Set<String> needed) throws IOException {
        boolean found = false;
        for (ActionRun run : runs(old).toList()) {
            found |= folders.remove(run.id());
        }
        for (String digest : digests(Stream.of(old))) {
            if (!needed.contains(digest) && store.has(digest)) {
                store.delete(digest);
                found = true;
            }
        }
        return found;
    }

    private static Set<String> digests(Stream<Execution> executions) {
        var digests = new HashSet<String>();
        executions.forEach(execution -> {
            Stream.of(execution.artifacts().values().stream(), runs(execution).flatMap(Housekeeping::bundles))
                    .flatMap(all -> all)
                    .map(Artifact::digest)
                    .filter(Predicate.not(String::isEmpty))
                    .forEach(digests::add);
        });
        return digests;
    }

    private static Stream<ActionRun> runs(Execution execution) {
        return execution.stages().values().stream()
                .map(stage -> stage.actions())
                .flatMap(Collection::stream);
    }

    private static Stream<Artifact> bundles(ActionRun run) {
        return Stream.concat(run.inputs().stream(), run.outcome().artifacts().stream());
    }
}

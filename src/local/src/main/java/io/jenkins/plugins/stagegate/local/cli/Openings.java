package io.jenkins.plugins.stagegate.local.cli;

import io.jenkins.plugins.stagegate.journal.JournalLockedException;
import io.jenkins.plugins.stagegate.local.UserException;
import io.jenkins.plugins.stagegate.local.pipeline.HolderFile;
import io.jenkins.plugins.stagegate.local.pipeline.LocalPipeline;
import io.jenkins.plugins.stagegate.local.pipeline.StateFolder;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** Opens pipelines for verbs that need them for themselves. */
final class Openings {
    /** Who has just opened a pipeline needs a moment to say so. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private Openings() {}

    static LocalPipeline open(StateFolder.Place place) throws UserException, IOException, InterruptedException {
        var until = Instant.now().plus(PATIENCE);
        while (true) {
            try {
                var pipeline = LocalPipeline.open(place);
                pipeline.repaired().ifPresent(what -> System.err.println("The journal was mended: " + what + "."));
                return pipeline;
            } catch (JournalLockedException e) {
                var holder = place.holder().read();
                if (holder.isPresent()) {
                    throw held(place, holder.get());
                }
                if (Instant.now().isAfter(until)) {
                    throw UserException.usage(e.getMessage());
                }
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
    }

    private static UserException held(StateFolder.Place place, HolderFile.Holder holder) {
        return UserException.usage("The pipeline " + place.pipeline() + " is held by " + holder
                + ", and one process at a time can hold it. To start an execution there:\n  "
                + Program.command("start-pipeline-execution", place, "").strip());
    }
}

package io.jenkins.plugins.stagegate.local.cli;

import io.jenkins.plugins.stagegate.journal.JournalLockedException;
import io.jenkins.plugins.stagegate.local.UserException;
import io.jenkins.plugins.stagegate.local.pipeline.LocalPipeline;
import io.jenkins.plugins.stagegate.local.pipeline.StateFolder;
import java.io.IOException;

/** Opens pipelines for verbs that need them for themselves. */
final class Openings {
    private Openings() {}

    static LocalPipeline open(StateFolder.Place place) throws UserException, IOException {
        try {
            var pipeline = LocalPipeline.open(place);
            pipeline.repaired().ifPresent(what -> System.err.println("The journal was mended: " + what + "."));
            return pipeline;
        } catch (JournalLockedException e) {
            var holder = place.holder().read();
            if (holder.isEmpty()) {
                throw UserException.usage(e.getMessage());
            }
            throw UserException.usage("The pipeline " + place.pipeline() + " is held by " + holder.get()
                    + ", and one process at a time can hold it. To start an execution there:\n  "
                    + Program.command("start-pipeline-execution", place, "").strip());
        }
    }
}

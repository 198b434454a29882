package io.jenkins.plugins.stagegate.plugin.host;

import io.jenkins.plugins.stagegate.journal.FileHistory;
import io.jenkins.plugins.stagegate.journal.FileJournal;
import io.jenkins.plugins.stagegate.runtime.PipelineEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Executor;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;

/** What is kept of a pipeline in the folder of its job, while it is open there. */
record PipelineFolder(PipelineEngine engine, BuildIndex builds) {
    private static final String NAME = "stage-gate";

    /** Where it is, whether or not anything was kept there yet. */
    static Path of(WorkflowJob job) {
        return job.getRootDir().toPath().resolve(NAME);
    }

    /** @param effects runs what follows from the engine's decisions */
    static PipelineFolder open(WorkflowJob job, Clock clock, Executor effects) throws IOException {
        var path = of(job);
        Files.createDirectories(path);
        var journal = FileJournal.open(job.getFullName(), path);
        try {
            var engine = PipelineEngine.open(journal, FileHistory.open(path), clock, effects, Timer.get());
            return new PipelineFolder(engine, BuildIndex.open(path.resolve("builds")));
        } catch (IOException | RuntimeException e) {
            // Another one may want to write there: a job of the same name, if this one is being deleted.
            journal.close();
            throw e;
        }
    }
}

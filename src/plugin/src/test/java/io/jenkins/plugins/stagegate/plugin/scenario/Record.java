package io.jenkins.plugins.stagegate.plugin.scenario;

import io.jenkins.plugins.stagegate.decision.Event;
import io.jenkins.plugins.stagegate.decision.Execution;
import io.jenkins.plugins.stagegate.decision.PipelineState;
import io.jenkins.plugins.stagegate.journal.FileJournal;
import io.jenkins.plugins.stagegate.rehearsal.Notation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;

/**
 * What the journal in a job's folder says.
 *
 * @param lines the events in the words of scenarios, but for those that a scenario does not tell
 * @param sequence of the last event
 * @param known every execution that ever was, by number, as it was last seen
 */
record Record(List<String> lines, long sequence, Map<Long, Execution> known) {
    static Record of(WorkflowJob job, Path folder) throws IOException {
        var copy = Files.createTempDirectory(folder, "journal");
        Files.copy(job.getRootDir().toPath().resolve("stage-gate/journal"), copy.resolve("journal"));
        var lines = new ArrayList<String>();
        var known = new TreeMap<Long, Execution>();
        var last = new AtomicLong();
        try (var journal = FileJournal.open(job.getFullName(), copy)) {
            journal.retell((before, recorded, after) -> {
                last.set(recorded.sequence());
                after.executions().values().forEach(one -> known.put(one.start().number(), one));
                if (told(recorded.event(), after)) {
                    lines.add(Notation.of(id -> number(known, id), recorded.event()));
                }
            });
        }
        return new Record(lines, last.get(), known);
    }

    private static long number(Map<Long, Execution> known, String id) {
        return known.values().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow()
                .start()
                .number();
    }

    /** Definitions go without saying, and so does that a worker performs the source actions. */
    private static boolean told(Event event, PipelineState after) {
        boolean job = event instanceof Event.JobQueued
                || event instanceof Event.JobDispatched
                || event instanceof Event.JobAcknowledged;
        return !(event instanceof Event.DefinitionChanged)
                && !(job && ((Event.OfAction) event).action().equals("App"));
    }
}

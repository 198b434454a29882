package io.jenkins.plugins.stagegate.bench;

import io.jenkins.plugins.stagegate.decision.ActionRun;
import io.jenkins.plugins.stagegate.decision.Execution;
import io.jenkins.plugins.stagegate.journal.FileJournal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What the program has put on record of the one execution that it ran. */
record OnRecord(Execution execution) {
    /** @param state the folder that the program was given for it */
    static OnRecord of(Path state) throws IOException {
        try (Stream<Path> pipelines = Files.list(state)) {
            var folder = pipelines.filter(Files::isDirectory).findFirst().orElseThrow();
            try (var journal = FileJournal.open("", folder)) {
                var known = journal.replay(ended -> {}).executions();
                return new OnRecord(known.values().iterator().next());
            }
        }
    }

    /** When it was started, in milliseconds since the epoch. */
    double started() {
        return execution.started().toEpochMilli();
    }

    /** When its source was taken, in milliseconds since the epoch. */
    double sourceTaken() {
        return execution.stage("Source").orElseThrow().lastChanged().toEpochMilli();
    }

    /** When its last action ended, in milliseconds since the epoch. */
    double ended() {
        return execution.stages().values().stream()
                .flatMap(stage -> stage.actions().stream())
                .map(ActionRun::lastChanged)
                .mapToDouble(at -> at.toEpochMilli())
                .max()
                .orElseThrow();
    }
}

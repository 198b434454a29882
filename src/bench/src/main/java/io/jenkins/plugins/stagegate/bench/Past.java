package io.jenkins.plugins.stagegate.bench;

import io.jenkins.plugins.stagegate.decision.Execution;
import io.jenkins.plugins.stagegate.decision.Recorded;
import io.jenkins.plugins.stagegate.journal.FileHistory;
import io.jenkins.plugins.stagegate.journal.FileJournal;
import io.jenkins.plugins.stagegate.model.ExecutionMode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes the files of a pipeline that has been at work for long, without the flushes that this takes in real life. */
final class Past {
    /** After how many events the engine replaces the journal by the state. */
    private static final int SNAPSHOT_EVERY = 2000;

    private Past() {}

    /** As the engine leaves it: a snapshot, the events since, and the history. */
    static void write(Path folder, int executions) throws Exception {
        var events = new ArrayList<Recorded>();
        var ended = new ArrayList<Execution>();
        var desk = InMemory.defined(ExecutionMode.SUPERSEDED, events::addAll);
        var snapshot = desk.state();
        events.clear();
        try (var history = FileHistory.open(folder)) {
            for (int i = 0; i < executions; i++) {
                Release.pass(desk, "execution-" + i);
                ended.addAll(desk.forget());
                if (events.size() >= SNAPSHOT_EVERY) {
                    snapshot = desk.state();
                    events.clear();
                    history.keep(ended);
                    ended.clear();
                }
            }
            history.keep(ended);
        }
        try (var journal = FileJournal.open("shop", folder)) {
            journal.snapshot(snapshot);
            journal.append(List.of(journal.spell(events)));
        }
    }

    /** A journal with at least so many events and no snapshot, which the engine would never leave. */
    static long writeWithoutSnapshot(Path folder, int events) throws Exception {
        var all = new ArrayList<Recorded>();
        var desk = InMemory.defined(ExecutionMode.SUPERSEDED, all::addAll);
        for (int i = 0; all.size() < events; i++) {
            Release.pass(desk, "execution-" + i);
            desk.forget();
        }
        append(folder, all);
        return all.size();
    }

    /** A journal of executions that all wait at the approval, each beside the others. */
    static void writeWaiting(Path folder, int executions) throws Exception {
        var all = new ArrayList<Recorded>();
        var desk = InMemory.defined(ExecutionMode.PARALLEL, all::addAll);
        for (int i = 0; i < executions; i++) {
            Release.toTheGate(desk, "execution-" + i);
        }
        append(folder, all);
    }

    private static void append(Path folder, List<Recorded> events) throws IOException {
        try (var journal = FileJournal.open("shop", folder)) {
            journal.append(List.of(journal.spell(events)));
        }
    }
}

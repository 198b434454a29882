package io.jenkins.plugins.stagegate.bench;

import io.jenkins.plugins.stagegate.decision.Recorded;
import io.jenkins.plugins.stagegate.journal.FileHistory;
import io.jenkins.plugins.stagegate.journal.FileJournal;
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
        var desk = InMemory.defined("shop", events::addAll);
        try (var journal = FileJournal.open("shop", folder);
                var history = FileHistory.open(folder)) {
            for (int i = 0; i < executions; i++) {
                var id = "execution-" + i;
                Release.pass(desk, id);
                history.keep(List.of(desk.state().execution(id).orElseThrow()));
                desk.forget();
                if (events.size() >= SNAPSHOT_EVERY) {
                    journal.snapshot(desk.state());
                    events.clear();
                }
            }
            journal.append(events);
        }
    }

    /** A journal with at least so many events and no snapshot, which the engine would never leave. */
    static long writeWithoutSnapshot(Path folder, int events) throws Exception {
        var all = new ArrayList<Recorded>();
        var desk = InMemory.defined("shop", all::addAll);
        try (var journal = FileJournal.open("shop", folder)) {
            for (int i = 0; all.size() < events; i++) {
                Release.pass(desk, "execution-" + i);
                desk.forget();
            }
            journal.append(all);
        }
        return all.size();
    }
}

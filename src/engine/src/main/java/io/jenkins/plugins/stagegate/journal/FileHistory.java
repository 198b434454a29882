package io.jenkins.plugins.stagegate.journal;

import io.jenkins.plugins.stagegate.decision.Execution;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A history in a file. Memory holds where each execution stands, and the few that were not written yet.
 *
 * <p>Executions are written some at a time, with one flush. Now and then their places are stored in {@code history.index}, so
 * that the next opening reads only what was written since.
 */
public final class FileHistory implements History {
    private static final int WRITTEN_TOGETHER = 8;
    private static final int INDEX_EVERY = 250;

    private final RecordFile file;
    private final Path indexFile;
    private final Disk disk;
    private final HistoryIndex index;
    private final TreeMap<Long, Execution> waiting = new TreeMap<>();
    private int unindexed;

    /** What the index needs of an execution; the rest of the record is skipped. */
    private record Head(Start start) {
        private record Start(String execution, long number) {}
    }

    private FileHistory(RecordFile file, Path indexFile, Disk disk, HistoryIndex stored) throws IOException {
        this.file = file;
        this.indexFile = indexFile;
        this.disk = disk;
        index = belongs(stored) ? stored : new HistoryIndex();
        file.forEach(index.lastOffset().orElse(0), (offset, payload) -> {
            var start = Json.read(payload, Head.class).start();
            index.put(start.number(), start.execution(), offset);
            unindexed++;
        });
        storeIndexWhenDue();
    }

    /** Opens the file {@code history} in the folder, and makes both if they are not there. */
    public static FileHistory open(Path folder) throws IOException {
        return open(folder, new LocalDisk());
    }

    static FileHistory open(Path folder, Disk disk) throws IOException {
        Files.createDirectories(folder);
        var indexFile = folder.resolve("history.index");
        var stored = HistoryIndex.read(indexFile);
        var file = RecordFile.open(
                folder.resolve("history"), disk, stored.lastOffset().orElse(0));
        try {
            return new FileHistory(file, indexFile, disk, stored);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** Somebody may have put another history, or an older one, beside the index. */
    private boolean belongs(HistoryIndex stored) throws IOException {
        if (stored.lastOffset().isEmpty()) {
            return true;
        }
        try {
            var start = Json.read(file.read(stored.lastOffset().getAsLong()), Head.class)
                    .start();
            return stored.lastIs(start.number(), start.execution());
        } catch (IllegalArgumentException e) {
            return false; // No record starts there.
        }
    }

    @Override
    public synchronized void keep(List<Execution> ended) throws IOException {
        for (Execution execution : ended) {
            if (index.offset(execution.start().number()).isEmpty()) {
                waiting.put(execution.start().number(), execution);
            }
        }
        if (waiting.size() >= WRITTEN_TOGETHER) {
            flush();
        }
    }

    @Override
    public synchronized void flush() throws IOException {
        if (waiting.isEmpty()) {
            return;
        }
        var lines = new ByteArrayOutputStream();
        var starts = new ArrayList<Integer>();
        for (Execution execution : waiting.values()) {
            starts.add(lines.size());
            lines.writeBytes(RecordFile.encode(List.of(Json.write(execution))));
        }
        long first = file.append(lines.toByteArray());
        var start = starts.iterator();
        waiting.values()
                .forEach(execution -> index.put(execution.start().number(), execution.id(), first + start.next()));
        unindexed += waiting.size();
        waiting.clear();
        storeIndexWhenDue();
    }

    private void storeIndexWhenDue() {
        if (unindexed >= INDEX_EVERY) {
            try {
                index.write(indexFile, disk);
                unindexed = 0;
            } catch (IOException e) {
                // Without it the next opening takes longer, and no more.
            }
        }
    }

    @Override
    public synchronized Optional<Execution> find(String id) throws IOException {
        for (Execution execution : waiting.values()) {
            if (execution.id().equals(id)) {
                return Optional.of(execution);
            }
        }
        var number = index.candidate(id, Long.MAX_VALUE);
        while (number.isPresent()) {
            var execution = read(number.getAsLong());
            if (execution.id().equals(id)) {
                return Optional.of(execution);
            }
            number = index.candidate(id, number.getAsLong());
        }
        return Optional.empty();
    }

    @Override
    public synchronized List<Execution> latest(long below, int count) throws IOException {
        var found = new ArrayList<Execution>();
        var next = before(below);
        while (next.isPresent() && found.size() < count) {
            found.add(next.get());
            next = before(next.get().start().number());
        }
        return found;
    }

    private Optional<Execution> before(long below) throws IOException {
        long written = index.before(below).orElse(-1);
        var unwritten = waiting.lowerEntry(below);
        if (unwritten != null && unwritten.getKey() > written) {
            return Optional.of(unwritten.getValue());
        }
        return written < 0 ? Optional.empty() : Optional.of(read(written));
    }

    private Execution read(long number) throws IOException {
        var execution = Json.read(file.read(index.offset(number).orElseThrow()), Execution.class);
        if (execution.start().number() != number) {
            throw new IOException(indexFile + " is not the index of the history beside it: expected execution " + number
                    + ", found " + execution.start().number() + ". Delete it; it is made again.");
        }
        return execution;
    }

    @Override
    public synchronized long size() {
        return waiting.size() + (long) index.size();
    }

    @Override
    public synchronized void close() throws IOException {
        try {
            flush();
        } finally {
            file.close();
        }
    }
}

package io.jenkins.plugins.stagegate.journal;

import io.jenkins.plugins.stagegate.decision.Evolution;
import io.jenkins.plugins.stagegate.decision.PipelineState;
import io.jenkins.plugins.stagegate.decision.Recorded;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A journal in a file: at most one snapshot at its beginning, and a line for each event since. */
public final class FileJournal implements Journal {
    private final String pipeline;
    private final RecordFile file;
    private long length;

    private record Line(Optional<PipelineState> snapshot, Optional<Recorded> event) {}

    private FileJournal(String pipeline, RecordFile file) {
        this.pipeline = pipeline;
        this.file = file;
    }

    /**
     * Opens the file {@code journal} in the folder, and makes both if they are not there.
     *
     * @param pipeline the pipeline's name, for a journal that is empty
     */
    public static FileJournal open(String pipeline, Path folder) throws IOException {
        return open(pipeline, folder, new LocalDisk());
    }

    static FileJournal open(String pipeline, Path folder, Disk disk) throws IOException {
        Files.createDirectories(folder);
        return new FileJournal(pipeline, RecordFile.open(folder.resolve("journal"), disk));
    }

    /** What was found at the opening: a torn tail is cut away and reported here. */
    public Recovery recovery() {
        return file.recovery();
    }

    @Override
    public PipelineState replay(Forgotten forgotten) throws IOException {
        var replay = new Replay(PipelineState.empty(pipeline), forgotten);
        length = 0;
        file.forEach(0, (offset, payload) -> {
            var line = Json.read(payload, Line.class);
            if (line.snapshot().isPresent()) {
                replay.begin(line.snapshot().get());
            } else {
                var event = line.event().orElseThrow();
                requireNext(replay.sequence() + 1, event, offset);
                replay.add(event);
                length++;
            }
        });
        return replay.end();
    }

    private void requireNext(long expected, Recorded recorded, long offset) throws IOException {
        if (recorded.sequence() != expected) {
            throw new IOException(
                    "The journal of " + pipeline + " has event " + recorded.sequence() + " at byte " + offset
                            + " where event " + expected
                            + " was expected: lines were removed or added by hand. Restore the file from a backup.");
        }
    }

    @Override
    public Entry spell(List<Recorded> events) {
        var lines = events.stream()
                .map(event -> Json.write(new Line(Optional.empty(), Optional.of(event))))
                .toList();
        return new Entry(events.size(), RecordFile.encode(lines));
    }

    @Override
    public void append(List<Entry> decisions) throws IOException {
        var lines = new ByteArrayOutputStream();
        decisions.forEach(decision -> decision.writeTo(lines));
        file.append(lines.toByteArray());
        length += decisions.stream().mapToInt(Entry::events).sum();
    }

    @Override
    public void snapshot(PipelineState state) throws IOException {
        file.rewrite(List.of(Json.write(new Line(Optional.of(state), Optional.empty()))));
        length = 0;
    }

    @Override
    public long retell(Reader reader) throws IOException {
        var told = new Object() {
            PipelineState state = PipelineState.empty(pipeline);
            long begin;
        };
        file.forEach(0, (offset, payload) -> {
            var line = Json.read(payload, Line.class);
            if (line.snapshot().isPresent()) {
                told.state = line.snapshot().get();
                told.begin = told.state.sequence();
            } else {
                var before = told.state;
                var event = line.event().orElseThrow();
                told.state = Evolution.evolve(before, event);
                reader.accept(before, event, told.state);
            }
        });
        return told.begin;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}

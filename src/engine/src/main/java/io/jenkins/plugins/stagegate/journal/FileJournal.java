package io.jenkins.plugins.stagegate.journal;

import io.jenkins.plugins.stagegate.decision.Evolution;
import io.jenkins.plugins.stagegate.decision.PipelineState;
import io.jenkins.plugins.stagegate.decision.Recorded;
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
        Files.createDirectories(folder);
        return new FileJournal(pipeline, RecordFile.open(folder.resolve("journal")));
    }

    /** What was found at the opening: a torn tail is cut away and reported here. */
    public Recovery recovery() {
        return file.recovery();
    }

    @Override
    public PipelineState replay() throws IOException {
        var replayed = new Object() {
            PipelineState state = PipelineState.empty(pipeline);
        };
        length = 0;
        file.forEach(0, (offset, payload) -> {
            var line = Json.read(payload, Line.class);
            if (line.snapshot().isPresent()) {
                replayed.state = line.snapshot().get();
            } else {
                replayed.state = next(replayed.state, line.event().orElseThrow(), offset);
                length++;
            }
        });
        return replayed.state;
    }

    private PipelineState next(PipelineState state, Recorded recorded, long offset) throws IOException {
        if (recorded.sequence() != state.sequence() + 1) {
            throw new IOException(
                    "The journal of " + pipeline + " has event " + recorded.sequence() + " at byte " + offset
                            + " where event " + (state.sequence() + 1)
                            + " was expected: lines were removed or added by hand. Restore the file from a backup.");
        }
        return Evolution.evolve(state, recorded);
    }

    @Override
    public void append(List<Recorded> events) throws IOException {
        file.append(events.stream()
                .map(event -> Json.write(new Line(Optional.empty(), Optional.of(event))))
                .toList());
        length += events.size();
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
